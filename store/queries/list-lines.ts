/** The list of a round: its lines in the order in which they joined, and how many stand where. */
import type { Json } from '../../expressions/json.ts';
import type { Database } from '../connection.ts';
import type { CaseStatus, Page, PageRequest, SqlPredicate } from '../contract.ts';
import { compact, instantOf } from '../repositories/rows.ts';
import { rowsOf, statement, unnamedRowsOf } from '../statement.ts';
import { Conditions } from './conditions.ts';
import { afterCursor, checkedLimit, cursorColumn, orderBy, pageOf, type Order } from './keyset.ts';
import type { LineState } from './rounds.ts';

export interface LineRecord {
  readonly line: string;
  readonly ordinal: number;
  readonly code: string;
  readonly title: string;
  readonly status: CaseStatus;
  readonly person?: string;
  readonly state: LineState;
  readonly gates: readonly string[];
  readonly result?: Json;
  readonly endedHow?: string;
  readonly reason?: string;
  readonly movedTo?: string;
  readonly changedAt: string;
}

interface Row extends Record<string, unknown> {
  cursor: string[];
  line_case: string;
  ordinal: number;
  code: string;
  title: string;
  status: CaseStatus;
  person: string | null;
  state: LineState;
  gates: string[];
  result: Json;
  ended_how: string | null;
  reason: string | null;
  moved_to: string | null;
  changed_at: string;
}

const lineOf = (row: Row): LineRecord =>
  compact({
    line: row.line_case,
    ordinal: row.ordinal,
    code: row.code,
    title: row.title,
    status: row.status,
    person: row.person ?? undefined,
    state: row.state,
    gates: row.gates,
    result: row.result ?? undefined,
    endedHow: row.ended_how ?? undefined,
    reason: row.reason ?? undefined,
    movedTo: row.moved_to ?? undefined,
    changedAt: instantOf(row.changed_at) ?? '',
  });

export interface LineList extends PageRequest {
  readonly round: string;
  readonly state?: LineState;
  /** only those that have, or have not, come there */
  readonly gate?: string;
  readonly notAtGate?: string;
  readonly predicate?: SqlPredicate;
}

const ORDER: Order = { by: [['m.ordinal', 'bigint']], direction: 'asc' };

/** `predicate`: on process_case, which lines the reader may see. */
export async function listLines(db: Database, list: LineList): Promise<Page<LineRecord>> {
  const limit = checkedLimit(list);
  const values: unknown[] = [];
  const branch = (table: string): string => {
    const conditions = new Conditions(values);
    conditions
      .when(list.round, 'm.round_case = ?::uuid')
      .when(list.state, 'm.state = ?')
      .when(list.gate, '? = any(m.gates)')
      .when(list.notAtGate, 'not ? = any(m.gates)');
    if (list.predicate) conditions.and(list.predicate.sql, list.predicate.bindings);
    const { sql, bindings } = afterCursor(ORDER, list.cursor);
    return `(select m.*, process_case.code, process_case.title, process_case.status, ${cursorColumn(ORDER)}
      from case_member m join ${table} process_case on process_case.id = m.line_case
      where ${conditions.and(sql, bindings).where()} order by ${orderBy(ORDER)} limit ${limit + 1})`;
  };
  const sql = `select * from (${branch('process_case')} union all ${branch('closed_case')}) m order by ${orderBy(ORDER)} limit ${limit + 1}`;
  return pageOf(await unnamedRowsOf<Row>(db, sql, values), limit, lineOf);
}

export interface RoundCounts {
  readonly states: Readonly<Record<LineState, number>>;
  /** lines under way or ended that have come there */
  readonly gates: Readonly<Record<string, number>>;
  /** by result, where it is a text */
  readonly results: Readonly<Record<string, number>>;
}

const COUNTS = statement(`
  with m as (select state, gates, result from case_member where round_case = $1)
  select
    (select coalesce(json_object_agg(state, n), '{}') from (select state, count(*)::int as n from m group by state) s) as states,
    (select coalesce(json_object_agg(gate, n), '{}') from (
      select gate, count(*)::int as n from m, unnest(m.gates) gate where m.state in ('active', 'ended') group by gate) g) as gates,
    (select coalesce(json_object_agg(r, n), '{}') from (
      select result #>> '{}' as r, count(*)::int as n from m where json_typeof(result) = 'string' group by 1) r) as results`);

const NONE: RoundCounts['states'] = { active: 0, ended: 0, struck: 0, moved: 0, express: 0 };

export async function countLines(db: Database, round: string): Promise<RoundCounts> {
  const [row] = await rowsOf<RoundCounts & Record<string, unknown>>(db, COUNTS, [round]);
  return { states: { ...NONE, ...row?.states }, gates: row?.gates ?? {}, results: row?.results ?? {} };
}
