import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const STALE = statement(`
  select id from signing where (state = 'prepared' and expires_at <= $1) or (state = 'signed' and signed_at <= $2) order by created_at limit 100`);

/** Signings that nobody finished: prepared and expired by `now`, or signed by `signedBefore` and not on record. */
export async function findStaleSignings(db: Database, now: string, signedBefore: string): Promise<readonly string[]> {
  return (await rowsOf<{ id: string }>(db, STALE, [now, signedBefore])).map(({ id }) => id);
}
