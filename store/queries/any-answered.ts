import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const ANY = statement(
  'select exists (select from idempotency_key where account = $1 and key = any($2::text[]) and expires_at > $3::timestamptz) as found',
);

/** One of these keys was answered: what is repeated had begun. */
export async function anyAnswered(db: Database, account: string, keys: readonly string[], now: string): Promise<boolean> {
  const [row] = await rowsOf<{ found: boolean }>(db, ANY, [account, keys, now]);
  return row?.found === true;
}
