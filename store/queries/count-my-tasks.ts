/** How much somebody has to do, and how much of it is late or soon will be. */
import type { Database } from '../connection.ts';
import type { DeadlineFilter, SqlPredicate } from '../contract.ts';
import { unnamedRowsOf } from '../statement.ts';
import { Conditions } from './conditions.ts';
import { countByDeadline } from './deadline-condition.ts';

export interface MyTaskCounts {
  readonly mine: number;
  readonly overdue: number;
  readonly near: number;
}

/** Up to `most`, the most urgent first: a badge needs no exact million. `assignees`: person and account of the actor. */
export async function countMyTasks(
  db: Database,
  assignees: readonly string[],
  moment: Omit<DeadlineFilter, 'state'>,
  predicate?: SqlPredicate,
  most = 1_000,
): Promise<MyTaskCounts> {
  const conditions = new Conditions();
  const [overdue, near] = (['overdue', 'near'] as const).map((state) => countByDeadline(conditions, { state, ...moment }));
  const open = new Conditions(conditions.values).and("task.state = 'open' and task.assignee = any(?)", [assignees]);
  if (predicate) open.and(predicate.sql, predicate.bindings);
  const sql = `select count(*)::int as mine, ${overdue} as overdue, ${near} as near
    from (select task.due_at, task.due, task.created_at from user_task task where ${open.where()} order by task.due_at limit ${most}) task`;
  const [row] = await unnamedRowsOf<MyTaskCounts & Record<string, unknown>>(db, sql, conditions.values);
  return row ?? { mine: 0, overdue: 0, near: 0 };
}
