import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const DONE = statement(
  "select exists (select from user_task where case_id = $1 and node = $2 and state in ('completed', 'returned')) as done",
);

/** Whether a user task of this element was finished in the running case. */
export async function stepWasDone(db: Database, caseId: string, node: string): Promise<boolean> {
  const [row] = await rowsOf<{ done: boolean }>(db, DONE, [caseId, node]);
  return row?.done === true;
}
