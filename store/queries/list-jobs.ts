/** Jobs that wait or run, by when they are next looked at. */
import type { Database } from '../connection.ts';
import type { Page, PageRequest, SqlPredicate } from '../contract.ts';
import { compact } from '../repositories/rows.ts';
import { unnamedRowsOf } from '../statement.ts';
import { Conditions } from './conditions.ts';
import { afterCursor, checkedLimit, cursorColumn, orderBy, pageOf, type Order } from './keyset.ts';

export interface JobList extends PageRequest {
  readonly topic?: string;
  readonly procedure?: string;
  readonly caseId?: string;
  /** only those whose last try failed */
  readonly failed?: boolean;
  readonly predicate?: SqlPredicate;
}
export interface JobItem {
  readonly caseId: string;
  readonly instance: number;
  readonly node: string;
  readonly topic: string;
  readonly tries: number;
  readonly retriesLeft: number;
  readonly nextAt: string;
  readonly lockedBy?: string;
  readonly lastError?: string;
  readonly parked: boolean;
  readonly procedure: string;
  readonly caseCode: string;
}
interface Row {
  case_id: string;
  instance: number;
  node: string;
  topic: string;
  tries: number;
  retries_left: number;
  next_at: string;
  locked_by: string | null;
  last_error: string | null;
  parked: boolean;
  procedure: string;
  case_code: string;
  cursor: string[];
}

const ORDER: Order = {
  by: [
    ['job.next_at', 'timestamptz'],
    ['job.case_id', 'uuid'],
    ['job.instance', 'int'],
  ],
  direction: 'asc',
};

const jobOf = (row: Row): JobItem =>
  compact({
    caseId: row.case_id,
    instance: row.instance,
    node: row.node,
    topic: row.topic,
    tries: row.tries,
    retriesLeft: row.retries_left,
    nextAt: row.next_at,
    lockedBy: row.locked_by ?? undefined,
    lastError: row.last_error ?? undefined,
    parked: row.parked,
    procedure: row.procedure,
    caseCode: row.case_code,
  });

export async function listJobs(db: Database, list: JobList): Promise<Page<JobItem>> {
  const limit = checkedLimit(list);
  const conditions = new Conditions()
    .when(list.topic, 'job.topic = ?')
    .when(list.procedure, 'process_case.procedure = ?')
    .when(list.caseId, 'job.case_id = ?::uuid');
  if (list.failed) conditions.and('job.last_error is not null');
  if (list.predicate) conditions.and(list.predicate.sql, list.predicate.bindings);
  const { sql: after, bindings } = afterCursor(ORDER, list.cursor);
  conditions.and(after, bindings);
  const sql = `select job.*, process_case.procedure, process_case.code as case_code, ${cursorColumn(ORDER)}
    from job join process_case on process_case.id = job.case_id where ${conditions.where()} order by ${orderBy(ORDER)} limit ${limit + 1}`;
  return pageOf(await unnamedRowsOf<Row & Record<string, unknown>>(db, sql, conditions.values), limit, jobOf);
}
