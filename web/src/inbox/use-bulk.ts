/** What is done with one task or many, each with its own answer, and what of it can be taken back. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { newKey, request } from '../shared/request.ts';
import { useSession } from '../shared/session.ts';
import type { TaskItem } from '../shared/types.ts';
import type { InboxFilters } from './inbox-filters.ts';
import { changeTasks, renewTasks } from './inbox-queries.ts';
import { taskKey } from './task-key.ts';

export type BulkAct =
  | { readonly type: 'claimTask' | 'unclaimTask' | 'recallTask' }
  | { readonly type: 'assignTask'; readonly assignee: string; readonly reason?: string }
  | { readonly type: 'completeTask'; readonly outcome?: string; readonly reason?: string };

interface Refusal {
  readonly code: string;
  readonly message: string;
}
export interface DoneItem {
  readonly task: TaskItem;
  readonly act: BulkAct;
  readonly refusal?: Refusal;
  /** the step that is open again by it */
  readonly opened?: number;
}
export interface BulkDone {
  readonly items: readonly DoneItem[];
  /** it took back what was done before */
  readonly undone: boolean;
}
interface Asked {
  readonly items: readonly Pick<DoneItem, 'task' | 'act'>[];
  readonly undone: boolean;
}
interface Answer {
  readonly refusal?: Refusal;
  readonly outcome?: { readonly opened: readonly { readonly instance: number; readonly node: string }[] };
}

/** So many commands go in one request. */
const MOST = 200;
/** So long it takes until a change comes back as an event. */
const ECHO_MS = 5_000;

export function useBulk(filters: InboxFilters) {
  const client = useQueryClient();
  const { account } = useSession();
  const [done, setDone] = useState<BulkDone>();
  const touched = useRef(new Map<string, number>());
  const isOwn = useCallback((caseId: string) => (touched.current.get(caseId) ?? 0) > Date.now() - ECHO_MS, []);
  const touch = (items: Asked['items']): void => items.forEach(({ task }) => touched.current.set(task.caseId, Date.now()));
  const sending = useMutation({
    mutationFn: async ({ items, undone }: Asked): Promise<BulkDone> => {
      touch(items);
      const done = await answersOf(items);
      await takeAgain(done);
      return { items: done, undone };
    },
    async onSuccess(answered) {
      touch(answered.items);
      setDone(answered);
      const byKey = new Map(answered.items.filter(({ refusal }) => !refusal).map((item) => [taskKey(item.task), item.act]));
      // what comes back to a list has a place there that only the server knows
      if (answered.undone || [...byKey.values()].some(({ type }) => type === 'recallTask')) return await renewTasks(client, filters);
      await changeTasks(client, filters, (task) => {
        const act = byKey.get(taskKey(task));
        return act ? after(task, act, filters, account) : task;
      });
    },
  });
  return {
    done,
    error: sending.error,
    pending: sending.isPending,
    isOwn,
    act: (tasks: readonly TaskItem[], act: BulkAct) => sending.mutate({ items: tasks.map((task) => ({ task, act })), undone: false }),
    again: (items: readonly DoneItem[]) => sending.mutate({ items: items.map(({ task, act }) => ({ task, act })), undone: false }),
    undo: () => done && sending.mutate({ items: takenBack(done.items), undone: true }),
    close() {
      setDone(undefined);
      sending.reset();
    },
  };
}
export type Bulk = ReturnType<typeof useBulk>;

async function answersOf(items: Asked['items']): Promise<readonly DoneItem[]> {
  const done: DoneItem[] = [];
  for (let from = 0; from < items.length; from += MOST) {
    const part = items.slice(from, from + MOST);
    const answers = await send(part.map(({ task: { caseId, instance }, act }) => ({ ...act, caseId, instance })));
    done.push(...part.map((item, at) => ({ ...item, ...answered(item, answers[at]) })));
  }
  return done;
}

async function send(commands: readonly object[]): Promise<readonly Answer[]> {
  const body = { commands };
  return (await request<{ items: readonly Answer[] }>('/tasks/bulk', { method: 'POST', idempotencyKey: newKey(), body })).items;
}

function answered({ task, act }: Asked['items'][number], { refusal, outcome }: Answer = {}): Pick<DoneItem, 'refusal' | 'opened'> {
  const opened = act.type === 'recallTask' ? outcome?.opened.find(({ node }) => node === task.node) : undefined;
  return { ...(refusal && { refusal }), ...(opened && { opened: opened.instance }) };
}

/** What was taken back was in one's hands before, and is again. Where it cannot be taken, it waits for whoever can. */
async function takeAgain(done: readonly DoneItem[]): Promise<void> {
  const again = done.flatMap(({ task: { caseId }, opened }) =>
    opened === undefined ? [] : [{ type: 'claimTask', caseId, instance: opened }],
  );
  for (let from = 0; from < again.length; from += MOST) await send(again.slice(from, from + MOST));
}

/** The row as it is then in this list; undefined: it is not there any more. */
function after(task: TaskItem, act: BulkAct, { list = 'mine' }: InboxFilters, me: string): TaskItem | undefined {
  const { assignee: _, ...free } = task;
  if (act.type === 'claimTask') return list === 'claimable' ? undefined : { ...task, assignee: me };
  if (act.type === 'unclaimTask') return list === 'mine' ? undefined : free;
  if (act.type === 'assignTask') return list === 'all' || act.assignee === me ? { ...task, assignee: act.assignee } : undefined;
  return undefined;
}

/** What can be taken back of what was done, by what does so. That somebody has gone on meanwhile, the server says. */
export function takenBack(items: readonly DoneItem[]): readonly Pick<DoneItem, 'task' | 'act'>[] {
  return items.flatMap(({ task, act, refusal }): Asked['items'] => {
    if (refusal) return [];
    if (act.type === 'claimTask') return [{ task, act: { type: 'unclaimTask' } }];
    if (act.type === 'unclaimTask') return [{ task, act: { type: 'claimTask' } }];
    if (act.type === 'completeTask') return [{ task, act: { type: 'recallTask' } }];
    if (act.type === 'assignTask' && task.assignee !== undefined) return [{ task, act: { type: 'assignTask', assignee: task.assignee } }];
    return [];
  });
}
