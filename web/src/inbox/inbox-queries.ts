import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { request } from '../shared/request.ts';
import type { DefinitionItem, Page, TaskItem } from '../shared/types.ts';
import type { InboxFilters } from './inbox-filters.ts';

const PAGE = 100;

export const countsQuery = queryOptions({
  queryKey: ['counts'],
  queryFn: async ({ signal }) => await request<{ readonly claimable: number }>('/tasks/counts', { signal }),
});

export const tasksQuery = (filters: InboxFilters) =>
  infiniteQueryOptions({
    queryKey: ['tasks', filters],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) =>
      await request<Page<TaskItem>>('/tasks', { query: { list: 'mine', ...filters, limit: PAGE, cursor: pageParam }, signal }),
    getNextPageParam: (page) => page.next,
    // new work is told, not slipped under the cursor
    refetchOnWindowFocus: false,
    staleTime: Infinity,
  });

/** Procedures in use, by key. */
export const proceduresQuery = queryOptions({
  queryKey: ['procedures'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) =>
    (await request<Page<DefinitionItem>>('/definitions', { query: { kind: 'bpmn', latest: true, limit: 200 }, signal })).items,
});
