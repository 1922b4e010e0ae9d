import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const KEPT = statement('select not is_destruction_approved($1::uuid) as kept');

/** False once the contents of a case are destroyed, or are about to be: nothing is added to them. */
export async function contentsAreKept(db: Database, caseId: string): Promise<boolean> {
  const [row] = await rowsOf<{ kept: boolean }>(db, KEPT, [caseId]);
  return row?.kept === true;
}
