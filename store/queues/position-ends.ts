/** Positions whose last day is over and whose end has not been dealt with. */
import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export interface PositionEnd {
  readonly id: number;
  readonly person: string;
  /** the person's account, where there is one */
  readonly account: string | null;
}
export interface HeldTask {
  readonly caseId: string;
  readonly instance: number;
}

const DUE = statement('select id::int as id, account, person from due_position_ends($1::timestamptz, $2::int)');
const CLOSE = statement('select close_position($1::bigint, $2::timestamptz)');
const HELD = statement(`
  select case_id as "caseId", instance from user_task where state = 'open' and assignee = any($1::text[]) order by case_id, instance`);

export const listDuePositionEnds = async (db: Database, now: string, limit: number): Promise<readonly PositionEnd[]> =>
  await rowsOf<PositionEnd & Record<string, unknown>>(db, DUE, [now, limit]);

/** The rights epoch of the account rises: a step that is under way is decided again. */
export const closePosition = async (db: Database, id: number, now: string): Promise<void> => void (await rowsOf(db, CLOSE, [id, now]));

/** Open tasks of one of these, an account or a person. */
export const listHeldTasks = async (db: Database, holders: readonly string[]): Promise<readonly HeldTask[]> =>
  await rowsOf<HeldTask & Record<string, unknown>>(db, HELD, [holders]);
