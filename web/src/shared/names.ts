/** Names of the officials, units and procedures that a screen speaks of, asked for together and kept. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { request } from './request.ts';
import type { NamesKnown } from './types.ts';

export interface NameOf {
  person(id: string | undefined): string;
  unit(path: string | undefined): string;
  procedure(key: string | undefined): string;
}

const STAY_MS = 10 * 60_000;
const PART = 100;
/** The product itself acts under accounts of such names, and is no person. */
const SYSTEM = 'system:';

type Ids = readonly (string | undefined)[];

export function useNames(persons: Ids, units: Ids = [], procedures: Ids = []): NameOf {
  const { t } = useTranslation();
  const asked = {
    persons: distinct(persons).filter((id) => !id.startsWith(SYSTEM)),
    units: distinct(units),
    procedures: distinct(procedures),
  };
  const { data } = useQuery({
    queryKey: ['names', asked],
    staleTime: STAY_MS,
    enabled: asked.persons.length + asked.units.length + asked.procedures.length > 0,
    queryFn: async ({ signal }) => {
      const parts = await Promise.all(partsOf(asked).map(async (query) => await request<NamesKnown>('/names', { query, signal })));
      return {
        persons: Object.assign({}, ...parts.map((part) => part.persons)),
        units: Object.assign({}, ...parts.map((part) => part.units)),
        procedures: Object.assign({}, ...parts.map((part) => part.procedures)),
      } as NamesKnown;
    },
    placeholderData: (before) => before,
  });
  return {
    person: (id) => (id === undefined ? '' : id.startsWith(SYSTEM) ? t('history.system') : (data?.persons[id] ?? id)),
    unit: (path) => (path === undefined ? '' : (data?.units[path] ?? path)),
    procedure: (key) => (key === undefined ? '' : (data?.procedures[key] ?? key)),
  };
}

/** One request takes a hundred of each. */
function partsOf(asked: Readonly<Record<'persons' | 'units' | 'procedures', readonly string[]>>) {
  const count = Math.ceil(Math.max(...Object.values(asked).map(({ length }) => length)) / PART);
  return Array.from({ length: count }, (_, at) =>
    Object.fromEntries(Object.entries(asked).map(([kind, ids]) => [kind, ids.slice(at * PART, (at + 1) * PART)])),
  );
}

const distinct = (ids: Ids): readonly string[] => [...new Set(ids.filter((id) => id !== undefined))].sort();
