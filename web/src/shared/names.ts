/** Names of the officials and units that a screen speaks of, asked for together and kept. */
import { useQuery } from '@tanstack/react-query';
import { request } from './request.ts';
import { useSession } from './session.ts';
import type { NamesKnown } from './types.ts';

export interface NameOf {
  person(id: string | undefined): string;
  unit(path: string | undefined): string;
}

const STAY_MS = 10 * 60_000;

export function useNames(persons: readonly (string | undefined)[], units: readonly (string | undefined)[] = []): NameOf {
  useSession();
  const asked = { persons: distinct(persons), units: distinct(units) };
  const { data } = useQuery({
    queryKey: ['names', asked],
    staleTime: STAY_MS,
    enabled: asked.persons.length + asked.units.length > 0,
    queryFn: async ({ signal }) => await request<NamesKnown>('/names', { method: 'POST', body: asked, signal }),
    placeholderData: (before) => before,
  });
  return {
    person: (id) => (id === undefined ? '' : (data?.persons[id] ?? id)),
    unit: (path) => (path === undefined ? '' : (data?.units[path] ?? path)),
  };
}

const distinct = (ids: readonly (string | undefined)[]): readonly string[] =>
  [...new Set(ids.filter((id) => id !== undefined))].sort().slice(0, 500);
