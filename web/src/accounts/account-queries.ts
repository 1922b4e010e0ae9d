import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { request } from '../shared/request.ts';
import type { AccountChangeItem, AccountDetail, AccountListed, FactorsKnown, Page, RequestItem, SessionsOpen } from '../shared/types.ts';
import type { AccountFilters } from './account-filters.ts';

const PAGE = 50;
const REQUESTS = 10;
const CHANGES = 10;

const CHECKING_MS = 2_000;

const isChecked = ({ task, result }: RequestItem): boolean => task === undefined && result === undefined;
const next = <T>({ next: cursor }: Page<T>): string | undefined => cursor;

export const accountsQuery = ({ donvi, chidonvi, trangthai, vaitro, tim }: AccountFilters) =>
  infiniteQueryOptions({
    queryKey: ['accounts', 'list', donvi, chidonvi, trangthai, vaitro, tim],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) =>
      await request<Page<AccountListed>>('/accounts', {
        query: {
          unitPath: donvi,
          exactUnit: chidonvi,
          ...(trangthai === 'suspended' || trangthai === 'requested' ? { [trangthai]: true } : { state: trangthai }),
          role: vaitro,
          text: tim,
          limit: PAGE,
          cursor: pageParam,
        },
        signal,
      }),
    getNextPageParam: next,
  });

const ofAccount = <T>(account: string, what: string) =>
  queryOptions({
    queryKey: ['accounts', 'one', account, what],
    queryFn: async ({ signal }) => await request<T>(`/accounts/${encodeURIComponent(account)}${what}`, { signal }),
  });

export const accountQuery = (account: string) => ofAccount<AccountDetail>(account, '');
export const accountSessionsQuery = (account: string) => ofAccount<SessionsOpen>(account, '/sessions');
export const accountFactorsQuery = (account: string) => ofAccount<FactorsKnown>(account, '/factors');

export const accountChangesQuery = (account: string) =>
  infiniteQueryOptions({
    queryKey: ['accounts', 'changes', account],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) =>
      await request<Page<AccountChangeItem>>('/account-changes', { query: { account, limit: CHANGES, cursor: pageParam }, signal }),
    getNextPageParam: next,
  });

interface AskedRequests {
  readonly status: 'active' | 'ended';
  readonly account?: string;
  readonly text?: string | undefined;
}

export const requestsQuery = ({ status, account, text }: AskedRequests) =>
  infiniteQueryOptions({
    queryKey: ['accounts', 'requests', status, account, text],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) =>
      await request<Page<RequestItem>>('/account-requests', {
        query: { status, account, text, limit: REQUESTS, cursor: pageParam },
        signal,
      }),
    getNextPageParam: next,
    // cards do not move under the pointer: what is new is told
    refetchOnWindowFocus: false,
    // one that was just sent is still being checked
    refetchInterval: ({ state }) => (state.data?.pages.some(({ items }) => items.some(isChecked)) === true ? CHECKING_MS : false),
  });
