/** Registers of numbers, the newest year first, and their entries in order of ordinals. */
import type { Database, Session } from '../connection.ts';
import type { Page, PageRequest } from '../contract.ts';
import type { NumberEntry, NumberEntryFilter, NumberRegister, NumberRegisterList } from '../number-contract.ts';
import { ENTRY_COLUMNS, entryOf } from '../repositories/numbers.ts';
import { compact } from '../repositories/rows.ts';
import { rowsOf, statement, unnamedRowsOf } from '../statement.ts';
import { Conditions } from './conditions.ts';
import { afterCursor, checkedLimit, cursorColumn, numberedPage, numberOf, orderBy, pageOf, type Order } from './keyset.ts';

type Row = Record<string, unknown> & { cursor: string[] };
const ORDER: Order = {
  by: [
    ['number_register.year', 'int'],
    ['number_register.id', 'bigint'],
  ],
  direction: 'desc',
};
const counted = (state: string): string =>
  `(select count(*)::int from number_entry e where e.register = number_register.id and e.state = '${state}') as ${state}`;
const COLUMNS = `number_register.id, live_unit(unit.path)::text as "unitPath", unit.name as "unitName", number_register.year, number_register.series,
  number_register.last, number_register.last_day as "lastDay", ${counted('reserved')}, ${counted('used')}, ${counted('void')}`;
const FROM = 'number_register join unit on unit.id = number_register.unit';

function registerOf({ cursor: _, lastDay, ...row }: Row): NumberRegister {
  return compact({ ...row, lastDay: lastDay ?? undefined }) as unknown as NumberRegister;
}

export async function listNumberRegisters(db: Database, list: NumberRegisterList): Promise<Page<NumberRegister>> {
  const limit = checkedLimit(list);
  const conditions = new Conditions()
    .when(list.under, 'live_unit(unit.path) <@ ?::ltree')
    .when(list.year, 'number_register.year = ?::int')
    .when(list.series, 'number_register.series = ?');
  if (list.predicate) conditions.and(list.predicate.sql, list.predicate.bindings);
  const { sql: after, bindings } = afterCursor(ORDER, list.cursor);
  conditions.and(after, bindings);
  const sql = `select ${COLUMNS}, ${cursorColumn(ORDER)} from ${FROM} where ${conditions.where()} order by ${orderBy(ORDER)} limit ${limit + 1}`;
  return pageOf(await unnamedRowsOf<Row>(db, sql, conditions.values), limit, registerOf);
}

export async function findNumberRegister(db: Session, id: number): Promise<NumberRegister | undefined> {
  const rows = await unnamedRowsOf<Row>(db, `select ${COLUMNS}, '{}'::text[] as cursor from ${FROM} where number_register.id = $1`, [id]);
  return rows[0] && registerOf(rows[0]);
}

function conditionsOf(filter: NumberEntryFilter): Conditions {
  const words = filter.text === undefined ? undefined : `%${filter.text.trim().replace(/[\\%_]/g, '\\$&')}%`;
  const conditions = new Conditions()
    .when(filter.register, 'e.register = ?::bigint')
    .when(filter.state, 'e.state = ?')
    .when(filter.channel, 'e.channel = ?')
    .when(filter.from, 'e.day >= ?::date')
    .when(filter.to, 'e.day <= ?::date')
    .when(filter.caseId, 'e.case_id = ?::uuid');
  return words === undefined
    ? conditions
    : conditions.and("search_text(e.number || ' ' || coalesce(e.subject, '')) like search_text(?)", [words]);
}

export async function listNumberEntries(db: Database, list: NumberEntryFilter & PageRequest): Promise<Page<NumberEntry>> {
  const limit = checkedLimit(list);
  const conditions = conditionsOf(list).and('e.ordinal > ?::int', [numberOf(list.cursor)]);
  const sql = `select ${ENTRY_COLUMNS} from number_entry e where ${conditions.where()} order by e.ordinal limit ${limit + 1}`;
  const items = (await unnamedRowsOf<Record<string, unknown>>(db, sql, conditions.values)).map(entryOf);
  return numberedPage(items, limit, ({ ordinal }) => ordinal);
}

/** At most `most`. */
export async function countNumberEntries(db: Database, filter: NumberEntryFilter, most: number): Promise<number> {
  const conditions = conditionsOf(filter);
  const sql = `select count(*)::int as rows from (select from number_entry e where ${conditions.where()} limit ${most}) counted`;
  return (await unnamedRowsOf<{ rows: number }>(db, sql, conditions.values))[0]?.rows ?? 0;
}

const FIND = statement(`select ${ENTRY_COLUMNS} from number_entry e where e.register = $1::bigint and e.ordinal = $2::int`);
export async function findNumberEntry(db: Session, register: number, ordinal: number): Promise<NumberEntry | undefined> {
  const [row] = await rowsOf<Record<string, unknown>>(db, FIND, [register, ordinal]);
  return row && entryOf(row);
}

const OF_CASE = statement(`
  select ${ENTRY_COLUMNS} from number_entry e where e.case_id = $1::uuid and ($2::text is null or e.document_key = $2) order by e.reserved_at, e.register, e.ordinal`);

/** Of the documents of a case, or of one of them; oldest first, those that are void included. */
export async function listCaseNumbers(db: Session, caseId: string, document?: string): Promise<readonly NumberEntry[]> {
  return (await rowsOf<Record<string, unknown>>(db, OF_CASE, [caseId, document ?? null])).map(entryOf);
}

const AGENCY = statement('select path::text as path from issuing_agency($1::ltree, $2::date)');

/** The agency that issues for a unit on a day; undefined where none has an abbreviation. */
export async function findIssuingAgency(db: Session, unitPath: string, day: string): Promise<string | undefined> {
  return (await rowsOf<{ path: string }>(db, AGENCY, [unitPath, day]))[0]?.path;
}
