/** Each sending of a document to a recipient: made when the document is, followed until its receipt. */
import type { DeadlineRecord } from '../../engine/deadline-record.ts';
import type { Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export interface NewDelivery {
  readonly caseId: string;
  readonly instance: number;
  readonly node: string;
  readonly document: string;
  readonly name: { readonly vi: string; readonly en: string };
  /** a role */
  readonly recipient: string;
  /** where it is held; the case's own unit where it is absent */
  readonly recipientUnit?: string;
  readonly producedAt: string;
  readonly producedBy: string;
  readonly due?: DeadlineRecord;
  /** when somebody is reminded before it is due */
  readonly near?: string;
}

/**
 * With the entries of the outbox that look at it when it is near and when it is due. Archived cases send nothing, and neither does an entry that
 * a recall has taken away: it waits for this row, or this for it.
 */
const ADD = statement(`
  with entry as (select id from outbox where id = $13 for update),
  added as (
    insert into document_delivery (case_id, instance, node, procedure, unit_path, document, name, recipient, recipient_unit, produced_at, produced_by, due_at, due)
    select c.id, $2, $3, c.procedure, c.unit_path, $4, $5, $6, coalesce($12::ltree, c.unit_path), $7, $8, coalesce($9::timestamptz, 'infinity'), $10
    from process_case c, entry where c.id = $1
    on conflict (case_id, instance, document, recipient, recipient_unit) do nothing returning id, case_id),
  looks as (
    insert into outbox (kind, payload, case_id, next_at)
    select 'deliveryDue', json_build_object('delivery', a.id, 'kind', l.kind), a.case_id, l.at
    from added a cross join (values ('remind', $11::timestamptz), ('escalate', $9::timestamptz)) l(kind, at) where l.at is not null)
  select id from added`);

/** `entry`: of the outbox, by which it is made. Its id; undefined when it is there already, or the entry is gone. */
export async function addDelivery(db: Session, delivery: NewDelivery, entry: number): Promise<number | undefined> {
  const { caseId, instance, node, document, name, recipient, recipientUnit, producedAt, producedBy, due, near } = delivery;
  const made = [caseId, instance, node, document, JSON.stringify(name), recipient, producedAt, producedBy];
  const values = [...made, due?.due ?? null, due ? JSON.stringify(due) : null, near ?? null, recipientUnit ?? null, entry];
  return (await rowsOf<{ id: number }>(db, ADD, values))[0]?.id;
}

export interface DeliveryReceipt {
  /** when it reached the recipient */
  readonly at: string;
  readonly channel: 'app' | 'post' | 'paper' | 'electronic';
  readonly receivedBy?: string;
  readonly note?: string;
  readonly scans?: readonly object[];
}

const RECEIVE = statement(`
  update document_delivery set received_at = $2, channel = $3, received_by = $4, note = $5, scans = $6, entered_by = $7, entered_at = $8
  where id = $1 and received_at is null and withdrawn_at is null returning id`);

/** False when it was received before, or is withdrawn. */
export async function receiveDelivery(db: Session, id: number, receipt: DeliveryReceipt, account: string, now: string): Promise<boolean> {
  const { at, channel, receivedBy, note, scans } = receipt;
  const values = [id, at, channel, receivedBy ?? null, note ?? null, scans ? JSON.stringify(scans) : null, account, now];
  return (await rowsOf(db, RECEIVE, values)).length === 1;
}
