/**
 * Versions and notices that have come into force, and the running deadlines that they concern. A claim hides a change until
 * `claimedUntil`; whoever dies meanwhile loses nothing: what was counted again no longer shows up, the rest does.
 */
import type { DeadlineRecord } from '../../engine/deadline-record.ts';
import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';
import type { Claim } from './timers.ts';

export interface LawChange {
  readonly id: number;
  readonly kind: 'parameter' | 'calendar';
  readonly key: string;
  readonly version: string;
  readonly tries: number;
}

/** A deadline that runs: of an open task, or (with `node`) of an armed timer. */
export interface RunningDeadline {
  readonly caseId: string;
  readonly instance: number;
  readonly node?: string;
  readonly due: DeadlineRecord;
}

const CLAIM = statement(`
  update law_change c set next_at = $2, tries = c.tries + 1
  from (select id from law_change where done_at is null and next_at <= $1 order by next_at, id limit $3 for update skip locked) d
  where c.id = d.id returning c.id::int as id, c.kind, c.key, c.version, c.tries`);
const DONE = statement('update law_change set done_at = $2 where id = $1');
const LATER = statement('update law_change set next_at = $2 where id = $1');

export const claimLawChanges = async (db: Database, { now, claimedUntil, limit }: Claim): Promise<readonly LawChange[]> =>
  await rowsOf<LawChange>(db, CLAIM, [now, claimedUntil, limit]);

export const completeLawChange = async (db: Database, { id }: LawChange, now: string): Promise<void> =>
  void (await rowsOf(db, DONE, [id, now]));

export const postponeLawChange = async (db: Database, { id }: LawChange, nextAt: string): Promise<void> =>
  void (await rowsOf(db, LATER, [id, nextAt]));

/** A term of a parameter is looked at until it is counted with the new version; one of a calendar as long as it is provisional. */
export const CONCERNED = {
  parameter: "due ->> 'parameter' = $1 and due ->> 'parameterVersion' <> $2 and (due #>> '{counted,follows}')::boolean",
  calendar: "coalesce(due #>> '{counted,calendar}', 'vn') = $1 and (due ->> 'provisional')::boolean and $2 <> ''",
} as const;

const listed = (concerned: string) =>
  statement(`
  select case_id as "caseId", instance, node, due from (
    select case_id, instance, '' as node, due from user_task where state = 'open' and due is not null and ${concerned}
    union all
    select case_id, instance, node, due from timer where due is not null and ${concerned}) d
  where (case_id, instance, node) > ($3::uuid, $4::int, $5::text) order by case_id, instance, node limit $6`);
const LISTS = { parameter: listed(CONCERNED.parameter), calendar: listed(CONCERNED.calendar) };

const BEGINNING = ['00000000-0000-0000-0000-000000000000', -1, ''] as const;

/** In order, after the one given. */
export async function listRunningDeadlines(
  db: Database,
  { kind, key, version }: LawChange,
  after: RunningDeadline | undefined,
  limit: number,
): Promise<readonly RunningDeadline[]> {
  const from = after ? [after.caseId, after.instance, after.node ?? ''] : BEGINNING;
  const rows = await rowsOf<RunningDeadline & { readonly node: string }>(db, LISTS[kind], [key, version, ...from, limit]);
  return rows.map(({ node, ...row }) => ({ ...row, ...(node !== '' && { node }) }));
}
