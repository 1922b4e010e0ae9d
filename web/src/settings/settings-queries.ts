import { queryOptions } from '@tanstack/react-query';
import { request } from '../shared/request.ts';
import type { AccountDetail, FactorsKnown, NoticePreferenceNow, OpenSessionItem } from '../shared/types.ts';

export const factorsQuery = queryOptions({
  queryKey: ['factors'],
  queryFn: async ({ signal }) => await request<FactorsKnown>('/factors', { signal }),
});

export const mySessionsQuery = queryOptions({
  queryKey: ['my-sessions'],
  queryFn: async ({ signal }) => (await request<{ sessions: readonly OpenSessionItem[] }>('/sessions', { signal })).sessions,
});

export const mailQuery = queryOptions({
  queryKey: ['notice-preference'],
  queryFn: async ({ signal }) => await request<NoticePreferenceNow>('/notices/preference', { signal }),
});

export const myAccountQuery = (account: string) =>
  queryOptions({
    queryKey: ['my-account', account],
    queryFn: async ({ signal }) => await request<AccountDetail>(`/accounts/${encodeURIComponent(account)}`, { signal }),
  });
