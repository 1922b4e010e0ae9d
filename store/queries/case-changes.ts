/**
 * The steps of all cases as a stream, read from the audit links: no writer does anything for it, and no step is missed. A position
 * is a transaction id; a read goes up to the oldest transaction that still runs, so that a step which commits late is never
 * passed over.
 */
import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

/** Whom a change may concern: persons and accounts by id, and candidates as in candidate-keys.ts. */
export interface CaseChange {
  /** decimal */
  readonly position: string;
  readonly caseId: string;
  readonly revision: number;
  readonly at: string;
  readonly persons: readonly string[];
  readonly keys: readonly string[];
}
export interface CaseChanges {
  readonly items: readonly CaseChange[];
  /** where the next read goes on */
  readonly position: string;
  /** there was more than the limit, or the position is of another database or too old: read everything anew */
  readonly lost: boolean;
}

// links older than a day are not looked at: the bound keeps the read inside one or two partitions
const HORIZON = statement('select pg_snapshot_xmin(pg_current_snapshot())::text as position');
const CHANGES = statement(`
  with link as (
    select tx, case_id, revision, at from audit_link
    where tx >= $1::text::xid8 and tx < pg_snapshot_xmin(pg_current_snapshot()) and at > now() - interval '1 day'
    order by tx, case_id, revision limit $2)
  select link.tx::text as position, link.case_id, link.revision, link.at,
    array(select distinct x from unnest(c.participants || c.parties || array[c.started_person, c.started_by]
      || array(select t.assignee from user_task t where t.case_id = c.id)) x where x is not null) as persons,
    array(select distinct k from user_task t, unnest(t.candidate_keys) k
      where t.case_id = c.id and (t.state = 'open' or t.closed_at >= link.at - interval '1 minute')) as keys
  from link join process_case c on c.id = link.case_id order by link.tx, link.case_id, link.revision`);

/** Where the stream is now. */
export async function currentPosition(db: Database): Promise<string> {
  const [row] = await rowsOf<{ position: string }>(db, HORIZON, []);
  return row?.position ?? '0';
}

/** Steps at or after `from` that are surely complete. */
export async function listCaseChanges(db: Database, from: string, limit: number): Promise<CaseChanges> {
  const horizon = await currentPosition(db);
  if (!/^\d{1,19}$/.test(from) || BigInt(from) > BigInt(horizon)) return { items: [], position: horizon, lost: true };
  if (from === horizon) return { items: [], position: horizon, lost: false };
  const rows = await rowsOf<Row & Record<string, unknown>>(db, CHANGES, [from, limit + 1]);
  if (rows.length > limit) return { items: [], position: horizon, lost: true };
  const items = rows.map(({ case_id, ...row }) => ({ ...row, caseId: case_id }));
  const last = items.at(-1)?.position;
  // the second statement sees further than the first
  const position = last !== undefined && BigInt(last) >= BigInt(horizon) ? String(BigInt(last) + 1n) : horizon;
  return { items, position, lost: false };
}

interface Row {
  position: string;
  case_id: string;
  revision: number;
  at: string;
  persons: string[];
  keys: string[];
}
