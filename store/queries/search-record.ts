/** The record by person, case, time, act and address, newest first: one index each, and pages by keyset (docs/record.md). */
import type { Json } from '../../expressions/json.ts';
import type { Database } from '../connection.ts';
import type { Page, PageRequest, SqlPredicate } from '../contract.ts';
import { compact } from '../repositories/rows.ts';
import { unnamedRowsOf } from '../statement.ts';
import { Conditions } from './conditions.ts';
import { afterCursor, checkedLimit, cursorColumn, orderBy, pageOf, type Order } from './keyset.ts';

export interface RecordSearch extends PageRequest {
  readonly source?: 'step' | 'act' | 'account' | 'access';
  readonly person?: string;
  readonly account?: string;
  /** the person for whom somebody else acted */
  readonly onBehalfOf?: string;
  readonly caseId?: string;
  readonly act?: string;
  readonly address?: string;
  /** instants: from this one on, and before that one */
  readonly from?: string;
  readonly to?: string;
  readonly predicate?: SqlPredicate;
}
export interface FoundRecord {
  readonly position: number;
  readonly at: string;
  readonly source: string;
  readonly key: string;
  readonly account: string;
  readonly person?: string;
  readonly onBehalfOf?: string;
  readonly caseId?: string;
  readonly caseCode?: string;
  readonly act: string;
  readonly address?: string;
  readonly procedure?: string;
  readonly unitPath?: string;
  readonly reason?: string;
  readonly purpose?: string;
  readonly approver?: string;
  /** what it was done to, where that is no case: an account, a procedure, a number */
  readonly subject?: string;
  /** of an access: the ids that were given */
  readonly ids?: readonly string[];
  readonly scope?: Json;
}
type Row = { readonly [K in keyof FoundRecord]-?: FoundRecord[K] | null } & { cursor: string[] };

const ORDER: Order = {
  by: [
    ['record_entry.at', 'timestamptz'],
    ['record_entry.position', 'bigint'],
  ],
  direction: 'desc',
};

/** Looked up for the rows of a page only. */
const DETAILS = `p.position, p.at, p.source, p.key, p.account, p.person, p.on_behalf_of as "onBehalfOf", p.case_id as "caseId", p.act, p.address,
  coalesce((select o.code from process_case o where o.id = p.case_id), (select e.code from closed_case e where e.id = p.case_id limit 1)) as "caseCode",
  p.procedure, p.unit_path as "unitPath", p.cursor, coalesce(a.reason, c.reason, l.command ->> 'reason') as reason, c.approver,
  coalesce(a.subject, c.account) as subject, x.purpose, x.ids, x.scope`;
const JOINS = `left join administrative_act a on p.source = 'act' and a.id = case when p.source = 'act' then p.key::bigint end
  left join account_change c on p.source = 'account' and c.id = case when p.source = 'account' then p.key::bigint end
  left join access_log x on p.source = 'access' and x.at = p.at and x.id = case when p.source = 'access' then p.key::uuid end
  left join command_log l on p.source = 'step' and l.case_id = p.case_id and l.at = p.at and l.revision = case when p.source = 'step' then split_part(p.key, '/', 2)::int end`;

function conditionsOf(list: RecordSearch, values: unknown[]): Conditions {
  const conditions = new Conditions(values)
    .when(list.source, 'record_entry.source = ?')
    .when(list.person, 'record_entry.person = ?')
    .when(list.account, 'record_entry.account = ?')
    .when(list.onBehalfOf, 'record_entry.on_behalf_of = ?')
    .when(list.act, 'record_entry.act = ?')
    .when(list.address, 'record_entry.address = ?')
    .when(list.from, 'record_entry.at >= ?')
    .when(list.to, 'record_entry.at < ?');
  if (list.predicate) conditions.and(list.predicate.sql, list.predicate.bindings);
  const { sql, bindings } = afterCursor(ORDER, list.cursor);
  return conditions.and(sql, bindings);
}

export async function searchRecord(db: Database, list: RecordSearch): Promise<Page<FoundRecord>> {
  const limit = checkedLimit(list);
  const values: unknown[] = [];
  const end = `order by ${orderBy(ORDER)} limit ${limit + 1}`;
  const own = conditionsOf(list, values).when(list.caseId, 'record_entry.case_id = ?');
  const branches = [`(select record_entry.*, ${cursorColumn(ORDER)} from record_entry where ${own.where()} ${end})`];
  if (list.caseId !== undefined) {
    // a list names its cases in the access log itself
    const within = conditionsOf(list, values).when(
      list.caseId,
      "record_entry.case_id is null and access_log.ids @> array[?::text] and access_log.subject = 'case'",
    );
    branches.push(`(select record_entry.*, ${cursorColumn(ORDER)} from access_log
      join record_entry on record_entry.at = access_log.at and record_entry.source = 'access' and record_entry.key = access_log.id::text
      where ${within.where()} ${end})`);
  }
  const sql = `with p as materialized (select * from (${branches.join(' union all ')}) u order by at desc, position desc limit ${limit + 1})
    select ${DETAILS} from p ${JOINS} order by p.at desc, p.position desc`;
  return pageOf(await unnamedRowsOf<Row & Record<string, unknown>>(db, sql, values), limit, foundOf);
}

const foundOf = ({ cursor: _, ...row }: Row): FoundRecord =>
  compact(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? undefined])) as unknown as FoundRecord);
