/** Open incidents, newest first, with the case they hold up. */
import type { Database } from '../connection.ts';
import type { IncidentRecord, Page, PageRequest, SqlPredicate } from '../contract.ts';
import { incidentOf, type IncidentRow } from '../repositories/rows.ts';
import { unnamedRowsOf } from '../statement.ts';
import { Conditions } from './conditions.ts';
import { afterCursor, checkedLimit, cursorColumn, orderBy, pageOf, type Order } from './keyset.ts';

export interface IncidentList extends PageRequest {
  readonly procedure?: string;
  readonly caseId?: string;
  readonly kind?: string;
  /** resolved ones instead of open ones */
  readonly resolved?: boolean;
  readonly predicate?: SqlPredicate;
}
export interface IncidentItem extends IncidentRecord {
  readonly procedure: string;
  readonly caseCode: string;
  readonly caseTitle: string;
  readonly unitPath: string;
}
type Row = IncidentRow & { procedure: string; case_code: string; case_title: string; unit_path: string; cursor: string[] };

const ORDER: Order = {
  by: [
    ['incident.opened_at', 'timestamptz'],
    ['incident.id', 'bigint'],
  ],
  direction: 'desc',
};

export async function listIncidents(db: Database, list: IncidentList): Promise<Page<IncidentItem>> {
  const limit = checkedLimit(list);
  const conditions = new Conditions()
    .and(`incident.resolved_at is ${list.resolved ? 'not null' : 'null'}`)
    .when(list.procedure, 'process_case.procedure = ?')
    .when(list.caseId, 'incident.case_id = ?::uuid')
    .when(list.kind, 'incident.kind = ?');
  if (list.predicate) conditions.and(list.predicate.sql, list.predicate.bindings);
  const { sql: after, bindings } = afterCursor(ORDER, list.cursor);
  conditions.and(after, bindings);
  const sql = `select incident.*, process_case.procedure, process_case.code as case_code, process_case.title as case_title, process_case.unit_path, ${cursorColumn(ORDER)}
    from incident join process_case on process_case.id = incident.case_id where ${conditions.where()} order by ${orderBy(ORDER)} limit ${limit + 1}`;
  return pageOf(await unnamedRowsOf<Row>(db, sql, conditions.values), limit, (row) => ({
    ...incidentOf(row),
    procedure: row.procedure,
    caseCode: row.case_code,
    caseTitle: row.case_title,
    unitPath: row.unit_path,
  }));
}
