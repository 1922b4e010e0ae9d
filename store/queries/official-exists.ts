import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const EXISTS = statement('select exists (select from person where id = $1) as found');

/** Somebody who acts in the product, as holder of an account; not of the register of persons that cases are about. */
export async function officialExists(db: Database, person: string): Promise<boolean> {
  const [row] = await rowsOf<{ found: boolean }>(db, EXISTS, [person]);
  return row?.found === true;
}
