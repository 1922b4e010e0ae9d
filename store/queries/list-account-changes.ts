/** The administration log, newest first. */
import type { Json } from '../../expressions/json.ts';
import type { Database } from '../connection.ts';
import type { AccountState, Page, PageRequest, SqlPredicate } from '../contract.ts';
import { compact } from '../repositories/rows.ts';
import { unnamedRowsOf } from '../statement.ts';
import { Conditions } from './conditions.ts';
import { afterCursor, checkedLimit, cursorColumn, orderBy, pageOf, type Order } from './keyset.ts';

export type AccountChangeResult = 'effective' | 'rejected' | 'withdrawn' | 'stopped' | 'failed';
export interface AccountChangeList extends PageRequest {
  readonly account?: string;
  readonly initiator?: string;
  readonly result?: AccountChangeResult;
  /** instants: from this one on, and before that one */
  readonly from?: string;
  readonly to?: string;
  readonly predicate?: SqlPredicate;
}
export interface AccountChangeRecord {
  readonly id: number;
  readonly at: string;
  readonly account?: string;
  readonly person?: string;
  readonly unitPath: string;
  readonly operation: string;
  readonly result: AccountChangeResult;
  readonly stateBefore?: AccountState;
  readonly stateAfter?: AccountState;
  readonly before?: Json;
  readonly after?: Json;
  readonly openTasks: number;
  readonly initiator?: string;
  readonly requestedAt?: string;
  readonly approver?: string;
  readonly reason?: string;
  readonly basis?: string;
  readonly source: Json;
  readonly procedure?: string;
  readonly caseId?: string;
}
type Row = { readonly [K in keyof AccountChangeRecord]-?: AccountChangeRecord[K] | null } & { cursor: string[] };

const ORDER: Order = {
  by: [
    ['account_change.at', 'timestamptz'],
    ['account_change.id', 'bigint'],
  ],
  direction: 'desc',
};
const COLUMNS = `id, at, account, person, unit_path as "unitPath", operation, result, state_before as "stateBefore", state_after as "stateAfter", before, after,
  json_array_length(open_tasks) as "openTasks", initiator, requested_at as "requestedAt", approver, reason, basis, source, procedure, case_id as "caseId"`;

const changeOf = ({ cursor: _, ...row }: Row): AccountChangeRecord =>
  compact(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? undefined])) as unknown as AccountChangeRecord);

export async function listAccountChanges(db: Database, list: AccountChangeList): Promise<Page<AccountChangeRecord>> {
  const limit = checkedLimit(list);
  const conditions = new Conditions()
    .when(list.account, 'account_change.account = ?')
    .when(list.initiator, 'account_change.initiator = ?')
    .when(list.result, 'account_change.result = ?')
    .when(list.from, 'account_change.at >= ?')
    .when(list.to, 'account_change.at < ?');
  if (list.predicate) conditions.and(list.predicate.sql, list.predicate.bindings);
  const { sql: after, bindings } = afterCursor(ORDER, list.cursor);
  conditions.and(after, bindings);
  const sql = `select ${COLUMNS}, ${cursorColumn(ORDER)} from account_change where ${conditions.where()} order by ${orderBy(ORDER)} limit ${limit + 1}`;
  return pageOf(await unnamedRowsOf<Row & Record<string, unknown>>(db, sql, conditions.values), limit, changeOf);
}
