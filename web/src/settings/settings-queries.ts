import { queryOptions } from '@tanstack/react-query';
import type { Static } from 'typebox';
import type { AccountView } from '../../../api/contract/account.ts';
import { request } from '../shared/request.ts';
import type { FactorsNow, NoticePreferenceNow, OpenSessionItem } from '../shared/types.ts';

export const factorsQuery = queryOptions({
  queryKey: ['factors'],
  queryFn: async ({ signal }) => await request<FactorsNow>('/factors', { signal }),
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
    queryFn: async ({ signal }) => await request<Static<typeof AccountView>>(`/accounts/${encodeURIComponent(account)}`, { signal }),
  });
