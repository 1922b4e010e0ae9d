import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const EXISTS = statement('select exists (select from unit where path = $1::ltree and valid_to is null) as found');

/** One that is still there. `path`: a valid path of units, for example `cuc.hanoi`. */
export async function unitExists(db: Database, path: string): Promise<boolean> {
  const [row] = await rowsOf<{ found: boolean }>(db, EXISTS, [path]);
  return row?.found === true;
}
