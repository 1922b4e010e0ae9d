import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

/** issued: a document went to somebody; answered: another agency answered, by what it had been told */
export type Sharing = 'issued' | 'answered';

const FIND = statement(`
  select exists (select from document_delivery where case_id = $1) as issued,
    exists (select from exchange_message where case_id = $1 and answered_at is not null) as answered`);

/** Whether others hold what a case says; undefined when nobody does. */
export async function findSharing(db: Database, caseId: string): Promise<Sharing | undefined> {
  const [row] = await rowsOf<{ issued: boolean; answered: boolean }>(db, FIND, [caseId]);
  if (row?.issued) return 'issued';
  return row?.answered ? 'answered' : undefined;
}
