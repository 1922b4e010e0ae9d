import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const FIND = statement('select code, title, procedure from process_case where id = $1');

/** What a notice says of a case. Empty when it is archived. */
export async function findCaseFacts(db: Database, caseId: string): Promise<Readonly<Record<string, string>>> {
  return (await rowsOf<Record<string, string>>(db, FIND, [caseId]))[0] ?? {};
}
