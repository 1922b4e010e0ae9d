/** Acts of administration on the record, newest first. */
import type { Json } from '../../expressions/json.ts';
import type { Database } from '../connection.ts';
import type { Page, PageRequest, SqlPredicate } from '../contract.ts';
import { compact } from '../repositories/rows.ts';
import { unnamedRowsOf } from '../statement.ts';
import { Conditions } from './conditions.ts';
import { afterCursor, checkedLimit, cursorColumn, orderBy, pageOf, type Order } from './keyset.ts';

export interface ActList extends PageRequest {
  readonly act?: string;
  /** id of a definition, or a topic */
  readonly subject?: string;
  readonly account?: string;
  readonly predicate?: SqlPredicate;
}
export interface ActRecord {
  readonly id: number;
  readonly at: string;
  readonly account: string;
  readonly person?: string;
  readonly onBehalfOf?: string;
  readonly act: string;
  readonly subject: string;
  readonly procedure?: string;
  readonly unitPath: string;
  readonly reason?: string;
  readonly outcome: Json;
}
interface Row {
  id: number;
  at: string;
  account: string;
  person: string | null;
  on_behalf_of: string | null;
  act: string;
  subject: string;
  procedure: string | null;
  unit_path: string;
  reason: string | null;
  outcome: Json;
  cursor: string[];
}

const ORDER: Order = {
  by: [
    ['administrative_act.at', 'timestamptz'],
    ['administrative_act.id', 'bigint'],
  ],
  direction: 'desc',
};

const actOf = (row: Row): ActRecord =>
  compact({
    id: row.id,
    at: row.at,
    account: row.account,
    person: row.person ?? undefined,
    onBehalfOf: row.on_behalf_of ?? undefined,
    act: row.act,
    subject: row.subject,
    procedure: row.procedure ?? undefined,
    unitPath: row.unit_path,
    reason: row.reason ?? undefined,
    outcome: row.outcome,
  });

export async function listActs(db: Database, list: ActList): Promise<Page<ActRecord>> {
  const limit = checkedLimit(list);
  const conditions = new Conditions()
    .when(list.act, 'administrative_act.act = ?')
    .when(list.subject, 'administrative_act.subject = ?')
    .when(list.account, 'administrative_act.account = ?');
  if (list.predicate) conditions.and(list.predicate.sql, list.predicate.bindings);
  const { sql: after, bindings } = afterCursor(ORDER, list.cursor);
  conditions.and(after, bindings);
  const sql = `select administrative_act.*, ${cursorColumn(ORDER)} from administrative_act where ${conditions.where()} order by ${orderBy(ORDER)} limit ${limit + 1}`;
  return pageOf(await unnamedRowsOf<Row & Record<string, unknown>>(db, sql, conditions.values), limit, actOf);
}
