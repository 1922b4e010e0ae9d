import type { Database } from '../connection.ts';
import type { CaseRecord } from '../contract.ts';
import { CASE_COLUMNS, caseOf, type CaseRow } from '../repositories/rows.ts';
import { rowsOf, statement } from '../statement.ts';

/** Enough to warn of; a person with more open cases of one procedure is a fault to be looked into. */
const MOST = 20;
const FIND = statement(`
  select ${CASE_COLUMNS} from process_case c where c.parties && $2::text[] and c.procedure = $1 and c.status <> 'ended'
  order by c.started_at, c.id limit ${MOST}`);

/** Open cases of a procedure that are about one of these persons, oldest first. */
export async function findOpenCasesOf(db: Database, procedure: string, persons: readonly string[]): Promise<readonly CaseRecord[]> {
  return (await rowsOf<CaseRow & Record<string, unknown>>(db, FIND, [procedure, persons])).map(caseOf);
}
