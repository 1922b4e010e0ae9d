import type { DeadlineFilter } from '../contract.ts';
import type { Conditions } from './conditions.ts';

const START = "coalesce((task.due #>> '{counted,start}')::timestamptz, task.created_at)";
/** From when a deadline is near: as law/deadline-state.ts has it, over the columns of a task. */
const NEAR = `coalesce((task.due ->> 'near')::timestamptz, ${START} + (task.due_at - ${START}) * ?::float8)`;

const STATES = {
  overdue: ['task.due_at <= ?::timestamptz', ({ now }: DeadlineFilter) => [now]],
  near: [`task.due_at > ?::timestamptz and ${NEAR} <= ?::timestamptz`, ({ now, share }: DeadlineFilter) => [now, share, now]],
  onTime: [`task.due_at > ?::timestamptz and ${NEAR} > ?::timestamptz`, ({ now, share }: DeadlineFilter) => [now, share, now]],
} as const;

/** Counts tasks that stand so, of the open ones that are `task`, as an entry of a select list. */
export function countByDeadline(conditions: Conditions, filter: DeadlineFilter): string {
  const [sql, bindings] = STATES[filter.state];
  return conditions.place(`count(*) filter (where task.due_at < 'infinity' and ${sql})::int`, bindings(filter));
}

/** Open tasks with a due date that stand so; `task` is their alias. */
export function matchDeadline(conditions: Conditions, filter: DeadlineFilter | undefined): void {
  if (!filter) return;
  const [sql, bindings] = STATES[filter.state];
  conditions.and(`task.state = 'open' and task.due_at < 'infinity' and ${sql}`, bindings(filter));
}

/** Cases with such a task; `process_case` is their alias. */
export function matchCaseDeadline(conditions: Conditions, filter: DeadlineFilter | undefined): void {
  if (!filter) return;
  const [sql, bindings] = STATES[filter.state];
  conditions.and(
    `exists (select from user_task task where task.case_id = process_case.id and task.state = 'open' and task.due_at < 'infinity' and ${sql})`,
    bindings(filter),
  );
}
