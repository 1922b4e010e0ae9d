/** Recalled documents at each of their receivers, those that have not confirmed first; and what documents say of one another. */
import type { Database, Session } from '../connection.ts';
import type { Page, PageRequest, SqlPredicate } from '../contract.ts';
import type { Place } from '../repositories/numbers.ts';
import { compact } from '../repositories/rows.ts';
import { rowsOf, statement, unnamedRowsOf } from '../statement.ts';
import { Conditions } from './conditions.ts';
import { afterCursor, checkedLimit, cursorColumn, numberedPage, numberOf, orderBy, pageOf, type Order } from './keyset.ts';

export interface RecallRecord {
  readonly id: number;
  readonly amendment: number;
  readonly register: number;
  readonly ordinal: number;
  readonly number: string;
  readonly day: string;
  readonly subject?: string;
  readonly caseId?: string;
  /** number of the document that recalls */
  readonly by: string;
  readonly reason: string;
  readonly recalledAt: string;
  /** the agency that recalls */
  readonly unitPath: string;
  /** a role in its unit; without a unit a body outside, by name */
  readonly receiver: string;
  readonly receiverUnit?: string;
  readonly confirmedAt?: string;
  readonly confirmedBy?: string;
  readonly channel?: 'app' | 'post' | 'paper' | 'electronic';
  readonly note?: string;
  readonly enteredBy?: string;
  readonly enteredAt?: string;
}
export interface RecallList extends PageRequest {
  readonly register?: number | undefined;
  readonly ordinal?: number | undefined;
  readonly state?: 'pending' | 'confirmed' | undefined;
  readonly predicate?: SqlPredicate;
}

const COLUMNS = `recall_receiver.id, a.id as amendment, e.register, e.ordinal, e.number, e.day, e.subject, e.case_id as "caseId", b.number as by, a.reason, a.at as "recalledAt",
  live_unit(unit.path)::text as "unitPath", recall_receiver.receiver, recall_receiver.receiver_unit::text as "receiverUnit", recall_receiver.confirmed_at as "confirmedAt",
  recall_receiver.confirmed_by as "confirmedBy", recall_receiver.channel, recall_receiver.note, recall_receiver.entered_by as "enteredBy",
  recall_receiver.entered_at as "enteredAt"`;
const FROM = `recall_receiver join document_amendment a on a.id = recall_receiver.amendment
  join number_entry e on e.register = a.register and e.ordinal = a.ordinal join unit on unit.id = e.unit
  join number_entry b on b.register = a.by_register and b.ordinal = a.by_ordinal`;
const ORDER: Order = {
  by: [
    ["coalesce(recall_receiver.confirmed_at, 'epoch')", 'timestamptz'],
    ['recall_receiver.id', 'bigint'],
  ],
  direction: 'asc',
};
type Row = Record<string, unknown> & { cursor: string[] };

const recallOf = ({ cursor: _, ...row }: Row): RecallRecord =>
  compact(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? undefined]))) as unknown as RecallRecord;

const STATES = { pending: 'recall_receiver.confirmed_at is null', confirmed: 'recall_receiver.confirmed_at is not null' } as const;

export async function listRecalls(db: Database, list: RecallList): Promise<Page<RecallRecord>> {
  const limit = checkedLimit(list);
  const conditions = new Conditions().when(list.register, 'e.register = ?::bigint').when(list.ordinal, 'e.ordinal = ?::int');
  if (list.state) conditions.and(STATES[list.state]);
  if (list.predicate) conditions.and(list.predicate.sql, list.predicate.bindings);
  const { sql: after, bindings } = afterCursor(ORDER, list.cursor);
  conditions.and(after, bindings);
  const sql = `select ${COLUMNS}, ${cursorColumn(ORDER)} from ${FROM} where ${conditions.where()} order by ${orderBy(ORDER)} limit ${limit + 1}`;
  return pageOf(await unnamedRowsOf<Row>(db, sql, conditions.values), limit, recallOf);
}

export async function findRecall(db: Session, id: number): Promise<RecallRecord | undefined> {
  const [row] = await unnamedRowsOf<Row>(db, `select ${COLUMNS}, '{}'::text[] as cursor from ${FROM} where recall_receiver.id = $1`, [id]);
  return row && recallOf(row);
}

/** What was said of a document, or by it; oldest first. */
export interface AmendmentRecord {
  readonly id: number;
  readonly kind: 'correction' | 'replacement' | 'recall';
  readonly register: number;
  readonly ordinal: number;
  readonly number: string;
  readonly day: string;
  readonly byRegister: number;
  readonly byOrdinal: number;
  readonly byNumber: string;
  readonly byDay: string;
  readonly reason: string;
  readonly at: string;
}
const AMENDMENTS = statement(`
  select a.id, a.kind, a.register, a.ordinal, e.number, e.day, a.by_register as "byRegister", a.by_ordinal as "byOrdinal", b.number as "byNumber", b.day as "byDay",
    a.reason, a.at
  from document_amendment a join number_entry e on e.register = a.register and e.ordinal = a.ordinal
    join number_entry b on b.register = a.by_register and b.ordinal = a.by_ordinal
  where ((a.register = $1::bigint and a.ordinal = $2::int) or (a.by_register = $1::bigint and a.by_ordinal = $2::int)) and a.id > $3::bigint order by a.id limit $4`);

export async function listAmendments(db: Session, { register, ordinal, ...list }: Place & PageRequest): Promise<Page<AmendmentRecord>> {
  const limit = checkedLimit(list);
  const values = [register, ordinal, numberOf(list.cursor), limit + 1];
  return numberedPage(await rowsOf<AmendmentRecord & Record<string, unknown>>(db, AMENDMENTS, values), limit, ({ id }) => id);
}
