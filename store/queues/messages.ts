/** Messages and signals on their way to cases: stored until a step consumes them, or until they expire with nobody waiting. */
import type { Variables } from '../../engine/command.ts';
import type { Database, Session } from '../connection.ts';
import type { Correlation, MatchedMessage } from '../contract.ts';
import { MESSAGES, MOVING, openMoving, openWhole, sealJson } from '../protection/sealed.ts';
import { rowsOf, statement } from '../statement.ts';

export interface IncomingMessage {
  /** chosen by the sender: the same id again is a repetition */
  readonly id: string;
  readonly name: string;
  /** correlation key; '' where the receiver declares none */
  readonly key: string;
  readonly payload: Variables;
  /** key of the only process that may get it: a message flow names it */
  readonly target?: string;
  /** kept until then when nobody waits; not kept when not after `now` */
  readonly expiresAt: string;
}

const CORRELATE = statement('select correlate_message($1, $2, $3, $4, $5, $6, $7) as result');
const AGAIN = statement(`
  select correlate_message(m.id, m.name, m.key, m.payload::text, $2, m.expires_at, m.target) as result from message_buffer m
  where m.id = $1 and m.consumed_at is null
    and not exists (select from subscription s where s.case_id = $3 and s.instance = $4 and s.node = $5)`);
const MATCHES = statement('select match_messages($1, $2) as result');
const BROADCAST = statement('select broadcast_signal($1, $2, $3, $4, $5) as receivers');
const EXPIRE = statement(`
  delete from message_buffer b where b.id in (
    select id from message_buffer m where m.expires_at <= $1 and (m.consumed_at is not null or not exists (
      select from subscription s where s.kind = 'message' and s.name = m.name and s.key = m.key
        and (m.case_id is null or m.case_id = s.case_id) and is_for(m.target, s.process, s.case_id))) limit $2) returning 1`);
const DIRECTED = statement(`
  select b.id as message_id, b.consumed_at is not null as consumed, b.case_id, b.name, b.payload, s.instance, s.node
  from message_buffer b left join lateral (
    select instance, node from subscription where case_id = b.case_id and kind = 'message' and name = b.name and key in ('', b.key)
    order by instance, node limit 1) s on true
  where b.id = $1 and b.case_id is not null`);

/** Whose message it will be, and what is in it, nobody knows yet: every payload is sealed. */
async function storedPayload({ keys }: Session, payload: Variables): Promise<string> {
  if (!keys || Object.keys(payload).length === 0) return JSON.stringify(payload);
  return JSON.stringify(sealJson(await keys.keyOf(MESSAGES), payload, MOVING));
}

/** Deliver what is `waiting` with a step that `consumes` the message id; `start` with a first step that does. */
export async function correlateMessage(
  db: Session,
  { id, name, key, payload, target, expiresAt }: IncomingMessage,
  now: string,
): Promise<Correlation> {
  const values = [id, name, key, await storedPayload(db, payload), now, expiresAt, target ?? null];
  const [row] = await rowsOf<{ result: Correlation }>(db, CORRELATE, values);
  const met = row?.result ?? { type: 'unmatched' };
  return met.type === 'waiting' ? { ...met, matched: await openMoving(db, met.matched) } : met;
}

/** Stored messages that meet the case's subscriptions now: after a delivery was `consumed` by another, and when a case is resumed. */
export async function matchMessages(db: Database, caseId: string, now: string): Promise<readonly MatchedMessage[]> {
  const [row] = await rowsOf<{ result: MatchedMessage[] | null }>(db, MATCHES, [caseId, now]);
  return await Promise.all((row?.result ?? []).map(async (message) => await openMoving(db, message)));
}

/**
 * A message was meant for a subscription that is no more (another message was faster, or the case went on): whoever else waits for
 * it gets it, through the outbox.
 */
export async function offerMessageAgain(
  db: Database,
  { messageId, caseId, instance, node }: Pick<MatchedMessage, 'messageId' | 'caseId' | 'instance' | 'node'>,
  now: string,
): Promise<void> {
  await rowsOf(db, AGAIN, [messageId, now, caseId, instance, node]);
}

export interface Signal {
  readonly id: string;
  readonly name: string;
  readonly payload: Variables;
  /** the case that threw it and reached its own receivers already */
  readonly except?: string;
}
/** Puts one `signalDelivery` or `signalStart` into the outbox for each receiver; tells how many. */
export async function broadcastSignal(db: Session, { id, name, payload, except }: Signal, now: string): Promise<number> {
  const [row] = await rowsOf<{ receivers: number }>(db, BROADCAST, [id, name, await storedPayload(db, payload), except ?? null, now]);
  return row?.receivers ?? 0;
}

const DROP = statement(`
  with dropped as (delete from message_buffer where id = $1 and consumed_at is null returning id)
  delete from outbox o using dropped d where o.kind = 'messageMatched' and o.payload ->> 'messageId' = d.id`);

/** A message that must not be kept at all. */
export async function dropMessage(db: Database, id: string): Promise<void> {
  await rowsOf(db, DROP, [id]);
}

/** Where a message stands that is directed at one case: gone (taken, or its case has ended), or there, with who waits for it. */
export type DirectedMessage =
  | { readonly state: 'gone' }
  | { readonly state: 'unheard'; readonly caseId: string; readonly payload: Variables }
  | { readonly state: 'awaited'; readonly matched: MatchedMessage };

interface DirectedRow extends Record<string, unknown> {
  message_id: string;
  consumed: boolean;
  case_id: string;
  name: string;
  payload: Variables;
  instance: number | null;
  node: string | null;
}

export async function findDirected(db: Database, messageId: string): Promise<DirectedMessage> {
  const [row] = await rowsOf<DirectedRow>(db, DIRECTED, [messageId]);
  if (!row || row.consumed) return { state: 'gone' };
  const { case_id: caseId, name, instance, node } = row;
  const payload = await openWhole(db, row.payload, MOVING);
  if (instance === null || node === null) return { state: 'unheard', caseId, payload };
  return { state: 'awaited', matched: { messageId, caseId, instance, node, name, payload } };
}

/** Periodic work; a message that somebody waits for stays, even past its time (the case may be suspended). */
export async function expireMessages(db: Database, now: string, batch = 5_000): Promise<number> {
  return (await rowsOf(db, EXPIRE, [now, batch])).length;
}
