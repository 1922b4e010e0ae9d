import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const ISSUED = statement('select submission_issued($1, $2, $3) as issued');

/** Whether what the step of this revision has made is out of hand: received by somebody, or sent out under the agency's seal. */
export async function submissionIssued(db: Database, caseId: string, revision: number, instance: number): Promise<boolean> {
  const [row] = await rowsOf<{ issued: boolean }>(db, ISSUED, [caseId, revision, instance]);
  return row?.issued === true;
}
