import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const FIND = statement('select definition from user_task where case_id = $1 and instance = $2');

/** Id of the definition whose diagram a user task of a running case is of, which another one may have called. */
export async function definitionOfTask(db: Database, caseId: string, instance: number): Promise<string | undefined> {
  const [row] = await rowsOf<{ definition: string }>(db, FIND, [caseId, instance]);
  return row?.definition;
}
