/**
 * Timers that are due. A claim hides a timer until `claimedUntil`; firing it is a step, whose save removes or re-arms the row. A
 * worker that dies loses nothing: the timer comes again, and the kernel ignores one whose due instant it no longer has armed.
 */
import type { Database } from '../connection.ts';
import type { ClaimedTimer } from '../contract.ts';
import { rowsOf, statement } from '../statement.ts';

export interface Claim {
  readonly now: string;
  readonly claimedUntil: string;
  readonly limit: number;
}
type TimerKey = Pick<ClaimedTimer, 'caseId' | 'instance' | 'node' | 'due'>;

const CLAIM = statement(`
  update timer t set next_at = $2, tries = t.tries + 1
  from (select case_id, instance, node from timer where next_at <= $1 and not parked order by next_at limit $3 for update skip locked) d
  where t.case_id = d.case_id and t.instance = d.instance and t.node = d.node
  returning t.case_id, t.instance, t.node, (extract(epoch from t.due_at) * 1000)::bigint as due, t.tries`);
const MATCH = "case_id = $1 and instance = $2 and node = $3 and due_at = timestamptz 'epoch' + $4 * interval '1 millisecond'";
const DROP = statement(`delete from timer where ${MATCH}`);
const RESCHEDULE = statement(`update timer set next_at = $5 where ${MATCH}`);

/** At most `limit` timers, the earliest due first. */
export async function claimTimers(db: Database, { now, claimedUntil, limit }: Claim): Promise<readonly ClaimedTimer[]> {
  const rows = await rowsOf<{ case_id: string; instance: number; node: string; due: number; tries: number }>(db, CLAIM, [
    now,
    claimedUntil,
    limit,
  ]);
  return rows
    .map(({ case_id, instance, node, due, tries }) => ({ caseId: case_id, instance, node, due, tries }))
    .sort((a, b) => a.due - b.due);
}

/** The case or the armed instant is no more: nothing will ever fire this timer. A timer that was armed anew stays. */
export async function dropTimer(db: Database, { caseId, instance, node, due }: TimerKey): Promise<void> {
  await rowsOf(db, DROP, [caseId, instance, node, due]);
}
/** Not now: tried again from `nextAt`. Also gives a claim back early (shutdown). */
export async function rescheduleTimer(db: Database, { caseId, instance, node, due }: TimerKey, nextAt: string): Promise<void> {
  await rowsOf(db, RESCHEDULE, [caseId, instance, node, due, nextAt]);
}
