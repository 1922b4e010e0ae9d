/** Lists of cases, running and archived in one order. Each branch pages by itself, so an archive of years costs one more index scan. */
import type { Database } from '../connection.ts';
import type { CaseFilter, CaseRecord, CaseSort, Page, PageRequest, SqlPredicate } from '../contract.ts';
import { CASE_COLUMNS, caseOf, type CaseRow } from '../repositories/rows.ts';
import { blindIndex } from '../protection/blind-index.ts';
import { unnamedRowsOf } from '../statement.ts';
import { Conditions } from './conditions.ts';
import { matchCaseDeadline } from './deadline-condition.ts';
import { afterCursor, checkedLimit, cursorColumn, orderBy, pageOf, type Order } from './keyset.ts';
import { matchCaseText } from './text-search.ts';

export interface CaseList extends PageRequest {
  readonly filter?: CaseFilter;
  /** started: newest first (default); code: in order of code */
  readonly sort?: CaseSort;
  readonly predicate?: SqlPredicate;
  /** of which of them what is sensitive may be looked for; of none when absent */
  readonly sensitive?: SqlPredicate | undefined;
}

const ORDERS: Readonly<Record<CaseSort, Order>> = {
  started: { by: [['process_case.started_at', 'timestamptz'], ['process_case.id', 'uuid']], direction: 'desc' }, // prettier-ignore
  code: { by: [['process_case.code', 'text']], direction: 'asc' },
};

const COLUMNS = CASE_COLUMNS.replaceAll('c.', 'process_case.');

/** What is sealed is found by its keyed hash, and only where the reader may see it. */
interface SealedMatch extends SqlPredicate {
  readonly hash: string;
}

/** An empty object is contained in every object: one that stands for a sealed value is none. */
const plainMatch = (column: string): string =>
  `(${column}::jsonb @> ?::jsonb and not coalesce(jsonb_exists(${column}::jsonb -> '1' -> ?, '$sealed'), false))`;

const RUNNING = `process_case.id in (select case_id from case_variables where ${plainMatch('data')})`;
const CLOSED = plainMatch('process_case.variables');

function matchVariable(
  conditions: Conditions,
  { name, value }: NonNullable<CaseFilter['variable']>,
  plain: string,
  sealed: SealedMatch | undefined,
): void {
  const whole = JSON.stringify({ 1: { [name]: value } });
  if (!sealed) return void conditions.and(plain, [whole, name]);
  const indexed = "process_case.id in (select case_id from case_index where name = ? and value = decode(?, 'hex'))";
  conditions.and(`${plain} or (${indexed} and (${sealed.sql}))`, [whole, name, name, sealed.hash, ...sealed.bindings]);
}

function conditionsOf(
  conditions: Conditions,
  { filter = {}, predicate, cursor }: CaseList,
  order: Order,
  variables: string,
  sealed: SealedMatch | undefined,
): string {
  const { person } = filter;
  conditions
    .when(filter.procedure, 'process_case.procedure = ?')
    .when(filter.definition, 'process_case.definition = ?::uuid')
    .when(filter.status, 'process_case.status = ?')
    .when(filter.endedHow, 'process_case.ended_how = ?')
    .when(filter.code, 'process_case.id in (select case_id from case_code where code = ?)')
    .when(filter.businessKey, 'process_case.id in (select case_id from business_key where key = ?)')
    .when(filter.startedFrom, 'process_case.started_at >= ?::timestamptz')
    .when(filter.startedTo, 'process_case.started_at < ?::timestamptz')
    .when(filter.unitPath, 'process_case.unit_path <@ ?::ltree')
    .when(person, '(process_case.started_person = ? or process_case.participants && array[?::text])')
    .when(filter.parties, 'process_case.parties && ?::text[]')
    .when(filter.except, 'process_case.id <> ?::uuid');
  if (filter.variable) matchVariable(conditions, filter.variable, variables, sealed);
  matchCaseText(conditions, filter.text);
  matchCaseDeadline(conditions, filter.deadline);
  if (predicate) conditions.and(predicate.sql, predicate.bindings);
  const { sql, bindings } = afterCursor(order, cursor);
  return conditions.and(sql, bindings).where();
}

type Row = CaseRow & { cursor: string[] };

export async function listCases(db: Database, list: CaseList): Promise<Page<CaseRecord>> {
  const limit = checkedLimit(list);
  const order = ORDERS[list.sort ?? 'started'];
  const sealed = await sealedMatch(db, list);
  const values: unknown[] = [];
  const branch = (table: string, variables: string): string => {
    const conditions = new Conditions(values);
    const where = conditionsOf(conditions, list, order, variables, sealed);
    return `(select ${COLUMNS}, ${cursorColumn(order)} from ${table} process_case where ${where} order by ${orderBy(order)} limit ${limit + 1})`;
  };
  const running = branch('process_case', RUNNING);
  const onlyRunning = list.filter?.status === 'active' || list.filter?.status === 'suspended';
  const sql = onlyRunning
    ? running
    : `select * from (${running} union all ${branch('closed_case', CLOSED)}) process_case
       order by ${orderBy(order)} limit ${limit + 1}`;
  return pageOf(await unnamedRowsOf<Row>(db, sql, values), limit, caseOf);
}

/** How many of them there are, up to `most`. */
export async function countCases(db: Database, list: Omit<CaseList, 'limit' | 'cursor'>, most: number): Promise<number> {
  const sealed = await sealedMatch(db, { ...list, limit: 1 });
  const order = ORDERS[list.sort ?? 'started'];
  const values: unknown[] = [];
  const branch = (table: string, variables: string): string =>
    `(select 1 from ${table} process_case where ${conditionsOf(new Conditions(values), { ...list, limit: 1 }, order, variables, sealed)} limit ${most})`;
  const sql = `select count(*)::int as count from (${branch('process_case', RUNNING)} union all ${branch('closed_case', CLOSED)} limit ${most}) c`;
  return (await unnamedRowsOf<{ count: number }>(db, sql, values))[0]?.count ?? 0;
}

async function sealedMatch(db: Database, { filter, sensitive }: CaseList): Promise<SealedMatch | undefined> {
  if (!filter?.variable || !sensitive || !db.keys) return undefined;
  const hash = await blindIndex(db, filter.variable.name, filter.variable.value);
  return hash === undefined ? undefined : { ...sensitive, hash };
}
