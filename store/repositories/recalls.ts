/** What issued documents say of one another, and the receivers of those that were recalled. Added to, and confirmed once. */
import type { Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';
import type { By, Place } from './numbers.ts';

export interface NewAmendment {
  readonly kind: 'correction' | 'replacement' | 'recall';
  readonly amended: Place;
  /** the document that says so */
  readonly by: Place;
  readonly reason: string;
}

const ADD = statement(`
  insert into document_amendment (kind, register, ordinal, by_register, by_ordinal, reason, at, account, person)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (register, ordinal, by_register, by_ordinal) do nothing returning id`);
const KNOWN = statement('select id from document_amendment where register = $1 and ordinal = $2 and by_register = $3 and by_ordinal = $4');

/** Of the same two documents there is one. */
export async function addAmendment(
  session: Session,
  { kind, amended, by, reason }: NewAmendment,
  who: By,
): Promise<{ readonly id: number; readonly isNew: boolean }> {
  const places = [amended.register, amended.ordinal, by.register, by.ordinal];
  const [added] = await rowsOf<{ id: number }>(session, ADD, [kind, ...places, reason, who.now, who.account, who.person ?? null]);
  if (added) return { id: added.id, isNew: true };
  const [known] = await rowsOf<{ id: number }>(session, KNOWN, places);
  return { id: known?.id ?? 0, isNew: false };
}

/** With the entries of the outbox that tell those who are in the system. */
const RECEIVERS = statement(`
  with added as (
    insert into recall_receiver (amendment, receiver, receiver_unit)
    select $1::bigint, d.recipient, live_unit(d.recipient_unit) from number_entry e join document_delivery d on d.case_id = e.case_id and d.document = e.document_key and d.withdrawn_at is null
      where e.register = $2 and e.ordinal = $3
    union
    select $1::bigint, r ->> 'receiver', (r ->> 'unit')::ltree from jsonb_array_elements($4::jsonb) r
    order by 2, 3 on conflict do nothing returning id, receiver_unit),
  told as (
    insert into outbox (kind, payload, next_at)
    select 'documentRecalled', json_build_object('receiver', id), $5::timestamptz from added where receiver_unit is not null)
  select id from added`);

/** Whom the document was sent to by its case, and those that are named beside. Gives how many. */
export async function addReceivers(
  session: Session,
  amendment: number,
  { register, ordinal }: Place,
  more: readonly { readonly receiver: string; readonly unit?: string }[],
  now: string,
): Promise<number> {
  return (await rowsOf(session, RECEIVERS, [amendment, register, ordinal, JSON.stringify(more), now])).length;
}

export interface RecallReceipt {
  /** when the copy was destroyed, ISO instant */
  readonly at: string;
  readonly channel: 'app' | 'post' | 'paper' | 'electronic';
  readonly by?: string;
  readonly note?: string;
}

const CONFIRM = statement(`
  update recall_receiver set confirmed_at = $2, channel = $3, confirmed_by = $4, note = $5, entered_by = $6, entered_at = $7
  where id = $1 and confirmed_at is null returning id`);

/** False when it was confirmed before. */
export async function confirmReceiver(
  session: Session,
  id: number,
  { at, channel, by, note }: RecallReceipt,
  account: string,
  now: string,
): Promise<boolean> {
  return (await rowsOf(session, CONFIRM, [id, at, channel, by ?? null, note ?? null, account, now])).length === 1;
}
