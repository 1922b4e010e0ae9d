import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { request } from '../shared/request.ts';
import type { NoticeItem, Page } from '../shared/types.ts';

const PAGE = 50;

export const noticesQuery = infiniteQueryOptions({
  queryKey: ['notices', 'list'],
  initialPageParam: undefined as string | undefined,
  queryFn: async ({ pageParam, signal }) =>
    await request<Page<NoticeItem>>('/notices', { query: { limit: PAGE, cursor: pageParam }, signal }),
  getNextPageParam: (page) => page.next,
});

/** Of the latest: an older one that nobody read is not news. */
export const unreadQuery = queryOptions({
  queryKey: ['notices', 'unread'],
  refetchInterval: 60_000,
  queryFn: async ({ signal }) => {
    const { items } = await request<Page<NoticeItem>>('/notices', { query: { limit: 100 }, signal });
    return items.filter(({ readAt }) => readAt === undefined).length;
  },
});
