import { infiniteQueryOptions, queryOptions, type InfiniteData, type QueryClient } from '@tanstack/react-query';
import { request } from '../shared/request.ts';
import type { CandidatesKnown, DefinitionItem, Page, TaskCountsNow, TaskItem } from '../shared/types.ts';
import type { InboxFilters } from './inbox-filters.ts';

const PAGE = 100;

export const countsQuery = queryOptions({
  queryKey: ['counts'],
  queryFn: async ({ signal }) => await request<TaskCountsNow>('/tasks/counts', { signal }),
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

type Tasks = InfiniteData<Page<TaskItem>, string | undefined>;

/** What has changed by one's own hand: the rows go or change where they are, and nothing else moves. Elsewhere they are asked for anew. */
export async function changeTasks(
  client: QueryClient,
  filters: InboxFilters,
  change: (task: TaskItem) => TaskItem | undefined,
): Promise<void> {
  client.setQueryData<Tasks>(
    tasksQuery(filters).queryKey,
    (tasks) =>
      tasks && {
        ...tasks,
        pages: tasks.pages.map((page) => ({ ...page, items: page.items.map(change).filter((task) => task !== undefined) })),
      },
  );
  await client.invalidateQueries({ queryKey: ['tasks'], refetchType: 'none' });
  await client.invalidateQueries({ queryKey: countsQuery.queryKey });
}

/** From the beginning: what was scrolled through so far need not all be asked for again. */
export async function renewTasks(client: QueryClient, filters: InboxFilters): Promise<void> {
  client.setQueryData<Tasks>(
    tasksQuery(filters).queryKey,
    (tasks) => tasks && { pages: tasks.pages.slice(0, 1), pageParams: tasks.pageParams.slice(0, 1) },
  );
  await client.invalidateQueries({ queryKey: ['tasks'] });
  await client.invalidateQueries({ queryKey: countsQuery.queryKey });
}

/** To whom a task can be given, found by a part of the name. */
export async function findCandidates({ caseId, instance }: Pick<TaskItem, 'caseId' | 'instance'>, text: string, signal: AbortSignal) {
  const { candidates } = await request<CandidatesKnown>(`/tasks/${caseId}/${instance}/candidates`, { query: { text }, signal });
  return candidates.map(({ account, name, title }) => ({ value: account, label: title === undefined ? name : `${name} – ${title}` }));
}

/** Procedures in use, by key. */
export const proceduresQuery = queryOptions({
  queryKey: ['procedures'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) =>
    (await request<Page<DefinitionItem>>('/definitions', { query: { kind: 'bpmn', latest: true, limit: 200 }, signal })).items,
});
