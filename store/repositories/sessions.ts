/** Server-side sessions. The token is known to the browser only: here lies its SHA-256, so that a stolen backup signs nobody in. */
import { createHash } from 'node:crypto';
import type { Database, Session } from '../connection.ts';
import type { ActorRights, SessionRecord } from '../contract.ts';
import { rowsOf, statement } from '../statement.ts';
import { rightsSql } from './rights.ts';

export interface NewSession {
  /** at least 128 random bits, made by the caller */
  readonly token: string;
  readonly account: string;
  readonly now: string;
  readonly expiresAt: string;
  readonly address?: string;
  readonly agent?: string;
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

// the account's row is held: who locks it waits for this session, and ends it
const SAVE = statement(`
  insert into session (token_hash, account, created_at, expires_at, last_seen_at, address, agent)
  select $1, a.id, $3, $4, $3, $5, $6 from account a where a.id = $2 and a.state = 'active' for share returning 1 as saved`);
const LOAD = statement(`
  select s.account, a.person, s.created_at, s.expires_at, ${rightsSql('s.account', '$2::timestamptz')} as rights
  from session s join account a on a.id = s.account where s.token_hash = $1 and s.expires_at > $2 and a.state = 'active'`);
// at most once a minute, so that reading stays reading
const TOUCH = statement(
  `update session set last_seen_at = $2 where token_hash = $1 and last_seen_at < $2::timestamptz - interval '1 minute'`,
);
const END = statement('delete from session where token_hash = $1');
const END_ALL = statement('delete from session where account = $1');
const EXPIRE = statement('delete from session where expires_at <= $1');

/** False when the account is not active, or no longer. */
export async function saveSession(db: Session, session: NewSession): Promise<boolean> {
  const { token, account, now, expiresAt, address, agent } = session;
  return (await rowsOf(db, SAVE, [hashOf(token), account, now, expiresAt, address ?? null, agent ?? null])).length === 1;
}

/** Undefined when unknown, expired, or when the account is not active. */
export async function loadSession(
  db: Database,
  token: string,
  now: string,
): Promise<(SessionRecord & { readonly rights: ActorRights }) | undefined> {
  const [row] = await rowsOf<{ account: string; person: string; created_at: string; expires_at: string; rights: ActorRights }>(db, LOAD, [
    hashOf(token),
    now,
  ]);
  return row && { account: row.account, person: row.person, createdAt: row.created_at, expiresAt: row.expires_at, rights: row.rights };
}
export async function touchSession(db: Database, token: string, now: string): Promise<void> {
  await rowsOf(db, TOUCH, [hashOf(token), now]);
}
export async function endSession(db: Database, token: string): Promise<void> {
  await rowsOf(db, END, [hashOf(token)]);
}
export async function endSessionsOf(db: Session, account: string): Promise<void> {
  await rowsOf(db, END_ALL, [account]);
}
/** Periodic work. */
export async function expireSessions(db: Database, now: string): Promise<void> {
  await rowsOf(db, EXPIRE, [now]);
}
