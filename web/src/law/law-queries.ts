import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Json } from '../../../expressions/json.ts';
import { request } from '../shared/request.ts';
import type { CalendarYearKnown, LawEffectKnown, Page, ParameterItem, ParameterUse, WorkingDaysCounted } from '../shared/types.ts';

const PAGE = 200;
const STAY_MS = 60_000;
/** The working calendar of the agencies. */
export const CALENDAR = 'vn';

/** The whole register as it was on a day: what it holds is looked through here. */
export const registerQuery = (day: string) =>
  queryOptions({
    queryKey: ['law', 'register', day],
    staleTime: STAY_MS,
    queryFn: async ({ signal }) => {
      const items: ParameterItem[] = [];
      let cursor: string | undefined;
      do {
        const page: Page<ParameterItem> = await request('/law/parameters', { query: { day, limit: PAGE, cursor }, signal });
        items.push(...page.items);
        cursor = page.next;
      } while (cursor !== undefined);
      return items;
    },
  });

/** null: the register has no such key. */
export const parameterQuery = (key: string, day: string) =>
  queryOptions({
    queryKey: ['law', 'parameter', key, day],
    queryFn: async ({ signal }) => {
      const { items } = await request<Page<ParameterItem>>('/law/parameters', { query: { key, day }, signal });
      return items[0] ?? null;
    },
  });

export const usesQuery = (key: string) =>
  queryOptions({
    queryKey: ['law', 'uses', key],
    staleTime: STAY_MS,
    queryFn: async ({ signal }) =>
      (await request<{ readonly uses: readonly ParameterUse[] }>(`/law/parameters/${encodeURIComponent(key)}/uses`, { signal })).uses,
  });

/** A version that a case proposes, or one that somebody is thinking of. */
export type Asked =
  | { readonly proposal: string }
  | { readonly key: string; readonly differing: Readonly<Record<string, string | number | boolean | undefined>> };

/** What a case of the procedure of law changes is about, as its form took it. */
export interface Change {
  readonly operation: string;
  readonly note?: string;
  readonly entry?: Readonly<Record<string, Json>>;
  readonly rule?: Readonly<Record<string, Json>>;
  readonly calendar?: {
    readonly year: Json;
    readonly notices?: readonly { readonly notice: string }[];
    readonly days?: readonly { readonly date: Json; readonly kind: string; readonly reasonVi: string; readonly source: string }[];
  };
}

/** null: the case says nothing of it. */
export const changeQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['case', caseId, 'law-change'],
    queryFn: async ({ signal }) => {
      const { scopes } = await request<{ readonly scopes: Readonly<Record<string, { readonly change?: Change }>> }>(
        `/cases/${caseId}/variables`,
        {
          signal,
        },
      );
      return scopes['1']?.change ?? null;
    },
  });

const EFFECT_PAGE = 20;

export const effectQuery = (asked: Asked) =>
  infiniteQueryOptions({
    queryKey: ['law', 'effect', asked],
    retry: false,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const page = { limit: EFFECT_PAGE, cursor: pageParam };
      return 'proposal' in asked
        ? await request<LawEffectKnown>(`/law/proposals/${asked.proposal}/effect`, { query: page, signal })
        : await request<LawEffectKnown>(`/law/parameters/${encodeURIComponent(asked.key)}/effect`, {
            query: { ...asked.differing, ...page },
            signal,
          });
    },
    getNextPageParam: (page) => page.next,
  });

export const yearQuery = (year: number) =>
  queryOptions({
    queryKey: ['law', 'calendar', year],
    staleTime: STAY_MS,
    queryFn: async ({ signal }) => await request<CalendarYearKnown>(`/law/calendars/${CALENDAR}/years/${year}`, { signal }),
  });

export const workingDaysQuery = (from: string, count: number) =>
  queryOptions({
    queryKey: ['law', 'working-days', from, count],
    staleTime: STAY_MS,
    retry: false,
    queryFn: async ({ signal }) =>
      await request<WorkingDaysCounted>(`/law/calendars/${CALENDAR}/working-days`, { query: { from, count }, signal }),
  });
