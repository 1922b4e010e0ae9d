/** Where an account is signed in now, the latest first. */
import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export interface OpenSession {
  readonly id: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly expiresAt: string;
  readonly address?: string;
  readonly network?: string;
  readonly agent?: string;
  readonly methods: readonly string[];
}

const LIST = statement(`
  select encode(token_hash, 'hex') as id, created_at as "createdAt", last_seen_at as "lastSeenAt", expires_at as "expiresAt", address, network, agent, methods
  from session where account = $1 and expires_at > $2 and (idle_seconds is null or last_seen_at + make_interval(secs => idle_seconds) > $2)
  order by last_seen_at desc, token_hash limit 200`);

export async function listSessions(db: Database, account: string, now: string): Promise<readonly OpenSession[]> {
  const rows = await rowsOf<Record<string, unknown>>(db, LIST, [account, now]);
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as OpenSession);
}
