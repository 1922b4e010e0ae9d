/** Signings that a person has given their part of, and that wait for the agency's seal; oldest first. */
import type { Database } from '../connection.ts';
import type { Page, PageRequest, SqlPredicate } from '../contract.ts';
import { unnamedRowsOf } from '../statement.ts';
import { Conditions } from './conditions.ts';
import { afterCursor, checkedLimit, cursorColumn, orderBy, pageOf, type Order } from './keyset.ts';

export interface WaitingSeal {
  readonly id: string;
  readonly caseId: string;
  readonly caseCode: string;
  readonly caseTitle: string;
  readonly instance: number;
  readonly procedure: string;
  readonly unitPath: string;
  /** of the documents */
  readonly names: readonly string[];
  /** who has signed, by name */
  readonly signer: string;
  readonly createdAt: string;
  readonly expiresAt: string;
}
interface List extends PageRequest {
  /** instant: what has expired by then waits no longer */
  readonly at: string;
  readonly caseId?: string;
  readonly predicate: SqlPredicate;
}

const ORDER: Order = {
  by: [
    ['signing.created_at', 'timestamptz'],
    ['signing.id', 'uuid'],
  ],
  direction: 'asc',
};

export async function listWaitingSeals(db: Database, list: List): Promise<Page<WaitingSeal>> {
  const limit = checkedLimit(list);
  const { sql: after, bindings } = afterCursor(ORDER, list.cursor);
  const conditions = new Conditions()
    .and("signing.state = 'prepared' and signing.seal_asked")
    .when(list.at, 'signing.expires_at > ?::timestamptz')
    .when(list.caseId, 'signing.case_id = ?')
    .and(list.predicate.sql, list.predicate.bindings)
    .and(after, bindings);
  const sql = `select signing.id, signing.case_id as "caseId", process_case.code as "caseCode", process_case.title as "caseTitle", signing.instance,
      signing.procedure, signing.unit_path as "unitPath", array(select distinct i.name from signing_item i where i.signing_id = signing.id) as names,
      coalesce(person.name, signing.account) as signer, signing.created_at as "createdAt", signing.expires_at as "expiresAt", ${cursorColumn(ORDER)}
    from signing join user_task task on task.case_id = signing.case_id and task.instance = signing.instance
      join process_case on process_case.id = signing.case_id left join person on person.id = signing.person
    where ${conditions.where()} order by ${orderBy(ORDER)} limit ${limit + 1}`;
  return pageOf(
    await unnamedRowsOf<WaitingSeal & { cursor: string[] }>(db, sql, conditions.values),
    limit,
    ({ cursor: _, ...seal }) => seal,
  );
}
