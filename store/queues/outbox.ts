/** What must leave the database after a step is committed: delivered at least once, so receivers tell repetitions by the entry's id. */
import type { Json } from '../../expressions/json.ts';
import type { Database, Session } from '../connection.ts';
import type { ClaimedOutbox } from '../contract.ts';
import { openMoving } from '../protection/sealed.ts';
import { rowsOf, statement } from '../statement.ts';
import type { Claim } from './timers.ts';

const CLAIM = statement(`
  update outbox o set next_at = $2, tries = o.tries + 1
  from (select id from outbox where next_at <= $1 and not dead and (kind = 'sendMail') = $4 order by next_at, id limit $3 for update skip locked) d
  where o.id = d.id returning o.id, o.kind, o.payload, o.case_id, o.revision, o.tries`);
const ADD = statement('insert into outbox (kind, payload, next_at) values ($1, $2::json, $3)');
const COMPLETE = statement('delete from outbox where id = any($1::bigint[])');
const FAIL = statement('update outbox set next_at = $2, last_error = $3, dead = $4 where id = $1');

interface Row {
  id: number;
  kind: string;
  payload: Json;
  case_id: string | null;
  revision: number | null;
  tries: number;
}

/** mail: slow, and never to hold up what cases tell each other; cases: all else */
export type OutboxLane = 'cases' | 'mail';

/** What is no step of a case has to tell the world: in the transaction that does it. */
export async function addOutbox(session: Session, kind: string, payload: Json, now: string): Promise<void> {
  await rowsOf(session, ADD, [kind, JSON.stringify(payload), now]);
}

/** At most `limit` entries of the lane in the order they were written. */
export async function claimOutbox(
  db: Database,
  { now, claimedUntil, limit }: Claim,
  lane: OutboxLane = 'cases',
): Promise<readonly ClaimedOutbox[]> {
  const rows = await rowsOf<Row & Record<string, unknown>>(db, CLAIM, [now, claimedUntil, limit, lane === 'mail']);
  const entries = rows.map(async ({ id, kind, payload, case_id, revision, tries }) => ({
    id,
    kind,
    payload: await openMoving(db, payload),
    caseId: case_id ?? undefined,
    revision: revision ?? undefined,
    tries,
  }));
  return (await Promise.all(entries)).sort((a, b) => a.id - b.id);
}
export async function completeOutbox(db: Database, ids: readonly number[]): Promise<void> {
  await rowsOf(db, COMPLETE, [ids]);
}
/** Tried again from `nextAt`; `dead` keeps it for a person to look at. */
export async function failOutbox(
  db: Database,
  id: number,
  { message, nextAt, dead = false }: { readonly message: string; readonly nextAt: string; readonly dead?: boolean },
): Promise<void> {
  await rowsOf(db, FAIL, [id, nextAt, message, dead]);
}
