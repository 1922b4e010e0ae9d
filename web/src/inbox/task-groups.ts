/** Work by how urgent it is, in the order of its deadlines: each group is one stretch of the list. */
import { dayKey } from '../shared/instants.ts';
import type { TaskItem } from '../shared/types.ts';
import type { InboxFilters } from './inbox-filters.ts';

export type Urgency = 'overdue' | 'today' | 'week' | 'later' | 'none';
export type Entry =
  | { readonly kind: 'group'; readonly urgency: Urgency; readonly count: number; readonly whole: boolean }
  | { readonly kind: 'task'; readonly task: TaskItem; readonly index: number };

const DAY_MS = 24 * 3_600_000;

function urgencyOf({ dueAt, deadline }: TaskItem, now: number): Urgency {
  if (dueAt === undefined) return 'none';
  const due = Date.parse(dueAt);
  if (deadline?.state === 'overdue' || due <= now) return 'overdue';
  // a term of days ends at the midnight after its last day
  if (dayKey(due - 1) === dayKey(now)) return 'today';
  return due - now <= 7 * DAY_MS ? 'week' : 'later';
}

/** Work that is done, or in another order, has no groups. */
export const isGrouped = ({ list, sort }: InboxFilters): boolean => list !== 'done' && sort === undefined;

/** `more`: there are tasks beyond, so the last group may go on. */
export function entriesOf(tasks: readonly TaskItem[], grouped: boolean, more: boolean, now = Date.now()): readonly Entry[] {
  if (!grouped) return tasks.map((task, index) => ({ kind: 'task', task, index }));
  const groups = Map.groupBy(
    tasks.map((task, index) => ({ kind: 'task', task, index }) as const),
    ({ task }) => urgencyOf(task, now),
  );
  const last = [...groups.keys()].at(-1);
  return [...groups].flatMap(([urgency, entries]): readonly Entry[] => [
    { kind: 'group', urgency, count: entries.length, whole: !more || urgency !== last },
    ...entries,
  ]);
}
