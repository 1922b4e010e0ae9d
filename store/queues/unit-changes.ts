/** Changes of units whose day has come, and what is left to do of each. What has followed no longer shows up. */
import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

/** what followed late, because it was being written while its unit went, is looked for a while longer */
const DUE = statement(`
  select id::int as id from unit_change
  where effective_on <= ($1::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date and (state <> 'done' or done_at > $1::timestamptz - interval '1 day')
  order by effective_on, id`);
const BEGIN = statement('select begin_unit_change($1::bigint, $2::timestamptz) as begun');
const FINISH = statement('select finish_unit_change($1::bigint, $2::timestamptz) as finished');
const COUNT = statement('select count_unit_cases($1::bigint, $2::int)');
const CASES = statement('select id, target::text as "unitPath" from list_unit_cases($1::bigint, $2::uuid, $3::int)');
const ENDED = statement('select move_ended_cases($1::bigint, $2::int) as n');

const batch = (name: string) => statement(`select ${name}($1::bigint, $2::int, $3::timestamptz) as n`);
const BATCHES = {
  grants: batch('give_unit_grants'),
  persons: batch('move_unit_persons'),
  files: batch('move_unit_files'),
  oldGrants: batch('end_unit_grants'),
} as const;
export type UnitBatch = keyof typeof BATCHES;

export const listDueUnitChanges = async (db: Database, now: string): Promise<readonly number[]> =>
  (await rowsOf<{ id: number }>(db, DUE, [now])).map(({ id }) => id);

/** False when it has begun before. */
export const beginUnitChange = async (db: Database, change: number, now: string): Promise<boolean> =>
  (await rowsOf<{ begun: boolean }>(db, BEGIN, [change, now]))[0]?.begun === true;

/** True the first time. */
export const finishUnitChange = async (db: Database, change: number, now: string): Promise<boolean> =>
  (await rowsOf<{ finished: boolean }>(db, FINISH, [change, now]))[0]?.finished === true;

/** How many have followed; 0: all. One transaction. */
export const moveUnitBatch = async (db: Database, what: UnitBatch, change: number, limit: number, now: string): Promise<number> =>
  (await rowsOf<{ n: number }>(db, BATCHES[what], [change, limit, now]))[0]?.n ?? 0;

export const moveEndedCases = async (db: Database, change: number, limit: number): Promise<number> =>
  (await rowsOf<{ n: number }>(db, ENDED, [change, limit]))[0]?.n ?? 0;

export interface CaseToMove {
  readonly id: string;
  /** where it belongs */
  readonly unitPath: string;
}
export const FIRST_CASE = '00000000-0000-0000-0000-000000000000';

/** Open cases that have still to follow, in order of id, after the one given. */
export const listCasesToMove = async (db: Database, change: number, after: string, limit: number): Promise<readonly CaseToMove[]> =>
  await rowsOf<CaseToMove & Record<string, unknown>>(db, CASES, [change, after, limit]);

export const countMovedCases = async (db: Database, change: number, cases: number): Promise<void> =>
  void (await rowsOf(db, COUNT, [change, cases]));
