import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const NEXT = statement(`select nextval('case_member_ordinal') as ordinal from generate_series(1, $1::int)`);

/** Places in the lists of rounds, rising; those of an import that fails leave gaps. */
export async function nextOrdinals(db: Database, count: number): Promise<readonly number[]> {
  return (await rowsOf<{ ordinal: number }>(db, NEXT, [count])).map(({ ordinal }) => ordinal).sort((a, b) => a - b);
}
