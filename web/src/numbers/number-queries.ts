import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { request } from '../shared/request.ts';
import type { NumberItem, Page, RegisterItem } from '../shared/types.ts';
import type { NumberFilters } from './number-filters.ts';

const PAGE = 50;
const MOST = 200;

export const registersQuery = queryOptions({
  queryKey: ['numbers', 'registers'],
  queryFn: async ({ signal }) => (await request<Page<RegisterItem>>('/number-registers', { query: { limit: MOST }, signal })).items,
});

export const numbersQuery = (register: number, { state, text }: NumberFilters) =>
  infiniteQueryOptions({
    queryKey: ['numbers', register, state, text],
    enabled: register > 0,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) =>
      await request<Page<NumberItem>>(`/number-registers/${register}/entries`, {
        query: { state, text, limit: PAGE, cursor: pageParam },
        signal,
      }),
    getNextPageParam: (page) => page.next,
  });
