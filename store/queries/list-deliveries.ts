/** Documents on their way, the most urgent first, and those that were received. */
import type { DeadlineRecord } from '../../engine/deadline-record.ts';
import type { Database } from '../connection.ts';
import type { Page, PageRequest, SqlPredicate } from '../contract.ts';
import { compact } from '../repositories/rows.ts';
import { unnamedRowsOf } from '../statement.ts';
import { Conditions } from './conditions.ts';
import { afterCursor, checkedLimit, cursorColumn, orderBy, pageOf, type Order } from './keyset.ts';

export interface DeliveryRecord {
  readonly id: number;
  readonly caseId: string;
  readonly instance: number;
  readonly node: string;
  readonly procedure: string;
  readonly unitPath: string;
  readonly document: string;
  readonly name: { readonly vi: string; readonly en: string };
  readonly recipient: string;
  readonly recipientUnit: string;
  readonly producedAt: string;
  readonly producedBy: string;
  readonly dueAt?: string;
  readonly due?: DeadlineRecord;
  readonly receivedAt?: string;
  readonly receivedBy?: string;
  readonly channel?: 'app' | 'post' | 'paper' | 'electronic';
  readonly note?: string;
  /** of its receipt */
  readonly scans?: readonly { readonly name: string; readonly sha256: string; readonly pages: number }[];
  readonly enteredBy?: string;
  readonly enteredAt?: string;
  /** its submission was taken back before it was received */
  readonly withdrawnAt?: string;
}
export interface DeliveryList extends PageRequest {
  readonly caseId?: string;
  readonly recipient?: string;
  /** pending: not received; overdue: not received in time, or not yet; received; withdrawn */
  readonly state?: 'pending' | 'overdue' | 'received' | 'withdrawn';
  readonly now: string;
  readonly predicate?: SqlPredicate;
}

const COLUMNS = `document_delivery.id, case_id as "caseId", instance, node, procedure, unit_path as "unitPath", document, name, recipient,
  recipient_unit as "recipientUnit",  produced_at as "producedAt", produced_by as "producedBy", due_at as "dueAt", due, received_at as "receivedAt", received_by as "receivedBy",
  channel, note, scans, entered_by as "enteredBy", entered_at as "enteredAt", withdrawn_at as "withdrawnAt"`;
const ORDER: Order = {
  by: [
    ['document_delivery.due_at', 'timestamptz'],
    ['document_delivery.id', 'bigint'],
  ],
  direction: 'asc',
};
type Row = Record<string, unknown> & { cursor: string[] };

function deliveryOf({ cursor: _, ...row }: Row): DeliveryRecord {
  return compact(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? undefined]))) as unknown as DeliveryRecord;
}

const STATES = {
  pending: 'received_at is null and withdrawn_at is null',
  withdrawn: 'withdrawn_at is not null',
  received: 'received_at is not null',
  overdue: 'received_at is null and withdrawn_at is null and due_at <= ?::timestamptz',
} as const;

export async function listDeliveries(db: Database, list: DeliveryList): Promise<Page<DeliveryRecord>> {
  const limit = checkedLimit(list);
  const conditions = new Conditions()
    .when(list.caseId, 'document_delivery.case_id = ?::uuid')
    .when(list.recipient, 'document_delivery.recipient = ?');
  if (list.state) conditions.and(STATES[list.state], list.state === 'overdue' ? [list.now] : []);
  if (list.predicate) conditions.and(list.predicate.sql, list.predicate.bindings);
  const { sql: after, bindings } = afterCursor(ORDER, list.cursor);
  conditions.and(after, bindings);
  const sql = `select ${COLUMNS}, ${cursorColumn(ORDER)} from document_delivery where ${conditions.where()} order by ${orderBy(ORDER)} limit ${limit + 1}`;
  return pageOf(await unnamedRowsOf<Row>(db, sql, conditions.values), limit, deliveryOf);
}

export async function findDelivery(db: Database, id: number): Promise<DeliveryRecord | undefined> {
  const rows = await unnamedRowsOf<Row>(db, `select ${COLUMNS}, '{}'::text[] as cursor from document_delivery where id = $1`, [id]);
  return rows[0] && deliveryOf(rows[0]);
}
