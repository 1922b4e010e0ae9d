import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const KNOWN = statement(`
  select distinct encode(d.sha256, 'hex') as sha256 from unnest($1::text[]) s(hex) join definition d on d.sha256 = decode(s.hex, 'hex')`);

/** Which of these contents (SHA-256, hex) were deployed here at some time. */
export async function knownContents(db: Database, sha256: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await rowsOf<{ sha256: string }>(db, KNOWN, [sha256]);
  return new Set(rows.map((row) => row.sha256));
}
