/** Names of the officials and units that a screen speaks of, asked for together and kept. */
import { useQuery } from '@tanstack/react-query';
import { request } from './request.ts';
import type { NamesKnown } from './types.ts';

export interface NameOf {
  person(id: string | undefined): string;
  unit(path: string | undefined): string;
}

const STAY_MS = 10 * 60_000;
const PART = 100;

export function useNames(persons: readonly (string | undefined)[], units: readonly (string | undefined)[] = []): NameOf {
  const asked = { persons: distinct(persons), units: distinct(units) };
  const { data } = useQuery({
    queryKey: ['names', asked],
    staleTime: STAY_MS,
    enabled: asked.persons.length + asked.units.length > 0,
    queryFn: async ({ signal }) => {
      const parts = await Promise.all(partsOf(asked).map(async (query) => await request<NamesKnown>('/names', { query, signal })));
      return {
        persons: Object.assign({}, ...parts.map((part) => part.persons)),
        units: Object.assign({}, ...parts.map((part) => part.units)),
      } as NamesKnown;
    },
    placeholderData: (before) => before,
  });
  return {
    person: (id) => (id === undefined ? '' : (data?.persons[id] ?? id)),
    unit: (path) => (path === undefined ? '' : (data?.units[path] ?? path)),
  };
}

/** One request takes a hundred of each. */
function partsOf({ persons, units }: { readonly persons: readonly string[]; readonly units: readonly string[] }) {
  const count = Math.ceil(Math.max(persons.length, units.length) / PART);
  return Array.from({ length: count }, (_, at) => ({
    persons: persons.slice(at * PART, (at + 1) * PART),
    units: units.slice(at * PART, (at + 1) * PART),
  }));
}

const distinct = (ids: readonly (string | undefined)[]): readonly string[] => [...new Set(ids.filter((id) => id !== undefined))].sort();
