/** Timer start events of the latest versions: claimed like timers, and either done with or set to their next instant. */
import type { Database } from '../connection.ts';
import type { ClaimedStart } from '../contract.ts';
import { rowsOf, statement } from '../statement.ts';
import type { Claim } from './timers.ts';

const CLAIM = statement(`
  update start_timer t set next_at = $2, tries = t.tries + 1
  from (select s.definition_id, s.node from start_timer s join definition d on d.id = s.definition_id
    where s.next_at <= $1 and d.active and not d.suspended order by s.next_at limit $3 for update of s skip locked) c
  where t.definition_id = c.definition_id and t.node = c.node
  returning t.definition_id as definition, t.node, (extract(epoch from t.due_at) * 1000)::bigint as due`);
const MATCH = "definition_id = $1 and node = $2 and due_at = timestamptz 'epoch' + $3 * interval '1 millisecond'";
const DONE = statement(`delete from start_timer where ${MATCH}`);
const AGAIN = statement(`update start_timer set due_at = $4, next_at = $4, tries = 0 where ${MATCH}`);

export async function claimStartTimers(db: Database, { now, claimedUntil, limit }: Claim): Promise<readonly ClaimedStart[]> {
  return await rowsOf<{ definition: string; node: string; due: number }>(db, CLAIM, [now, claimedUntil, limit]);
}
/** `next`: the following instant of a cycle; the timer ends without it. Start the case with an idempotency key of definition, node and due. */
export async function completeStartTimer(db: Database, { definition, node, due }: ClaimedStart, next?: string): Promise<void> {
  if (next === undefined) await rowsOf(db, DONE, [definition, node, due]);
  else await rowsOf(db, AGAIN, [definition, node, due, next]);
}
