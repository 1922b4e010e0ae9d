import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { request } from '../shared/request.ts';
import type { NoticeItem, Page } from '../shared/types.ts';

const PAGE = 50;
const MOST_COUNTED = 100;

export const noticesQuery = (unread: boolean) =>
  infiniteQueryOptions({
    queryKey: ['notices', 'list', unread],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) =>
      await request<Page<NoticeItem>>('/notices', { query: { limit: PAGE, cursor: pageParam, ...(unread && { unread }) }, signal }),
    getNextPageParam: (page) => page.next,
  });

/** As many as a badge tells. */
export const unreadQuery = queryOptions({
  queryKey: ['notices', 'unread'],
  refetchInterval: 60_000,
  queryFn: async ({ signal }) =>
    (await request<Page<NoticeItem>>('/notices', { query: { limit: MOST_COUNTED, unread: true }, signal })).items.length,
});
