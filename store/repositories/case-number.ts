import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const NEXT = statement(`select nextval('case_number') as number`);

/** For case codes: unique and rising; a start that fails leaves a gap. Numbers of documents have none: `number.assign`. */
export async function nextCaseNumber(db: Database): Promise<number> {
  const [row] = await rowsOf<{ number: number }>(db, NEXT, []);
  return row?.number ?? 0;
}
