import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const FIND = statement("select id from account where (person = $1 or id = $1) and state = 'active' order by id");

/** Of a person, or the account of this id itself. */
export async function findActiveAccounts(db: Database, id: string): Promise<readonly string[]> {
  return (await rowsOf<{ id: string }>(db, FIND, [id])).map((row) => row.id);
}
