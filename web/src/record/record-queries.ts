import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { request } from '../shared/request.ts';
import type { AccountChangeItem, CaseChangeItem, Page, RecordItem, RecordStateNow } from '../shared/types.ts';
import { recordSearch, type RecordFilters } from './record-filters.ts';

const PAGE = 50;

/** Looking at the record is on the record: it is asked once, and again only when the person says so. */
const ONCE = { staleTime: Infinity, refetchOnWindowFocus: false, refetchOnReconnect: false } as const;

export const recordQuery = (filters: RecordFilters) =>
  infiniteQueryOptions({
    ...ONCE,
    queryKey: ['record', 'list', filters],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) =>
      await request<Page<RecordItem>>('/record', { query: { ...recordSearch(filters), limit: PAGE, cursor: pageParam }, signal }),
    getNextPageParam: (page) => page.next,
  });

export const recordStateQuery = queryOptions({
  queryKey: ['record', 'state'],
  queryFn: async ({ signal }) => await request<RecordStateNow>('/record/state', { signal }),
});

/** What one step changed; for a stated purpose also what is sensitive. */
export const stepChangesQuery = (caseId: string, revision: number, purpose: string | undefined) =>
  queryOptions({
    ...ONCE,
    queryKey: ['record', 'step', caseId, revision, purpose],
    queryFn: async ({ signal }) => {
      const query = { limit: 1, cursor: String(revision - 1) };
      const { items } = await request<Page<CaseChangeItem>>(`/cases/${caseId}/changes`, { query, purpose, signal });
      return items.find((item) => item.revision === revision) ?? null;
    },
  });

/** A change of an account, by its number and its moment: `at` is told to the thousandth of a second, and kept more exactly. */
export const accountChangeQuery = (id: number, at: string) =>
  queryOptions({
    ...ONCE,
    queryKey: ['record', 'account', id],
    queryFn: async ({ signal }) => {
      const query = { from: at, to: new Date(Date.parse(at) + 1).toISOString(), limit: 200 };
      const { items } = await request<Page<AccountChangeItem>>('/account-changes', { query, signal });
      return items.find((item) => item.id === id) ?? null;
    },
  });
