import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const EXISTS = statement('select exists (select from business_key where procedure = $1 and key = $2) as known');

/** Whether any case of the procedure has or had this key, closed ones too. */
export async function businessKeyExists(db: Database, procedure: string, key: string): Promise<boolean> {
  const [row] = await rowsOf<{ known: boolean }>(db, EXISTS, [procedure, key]);
  return row?.known === true;
}
