import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const FIND = statement('select class from case_class where case_id = $1');

/** Class of data of the case as a whole; internal where it was not marked. */
export async function findCaseClass(db: Database, caseId: string): Promise<string> {
  return (await rowsOf<{ class: string }>(db, FIND, [caseId]))[0]?.class ?? 'internal';
}
