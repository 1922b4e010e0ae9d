/** Server-side sessions. The token is known to the browser only: here lies its SHA-256, so that a stolen backup signs nobody in. */
import { createHash } from 'node:crypto';
import type { Database, Session } from '../connection.ts';
import type { ActorRights, SessionRecord } from '../contract.ts';
import { rowsOf, statement } from '../statement.ts';
import { rightsSql } from './rights.ts';
import { HAS_FACTOR, needsFactorSql } from './sign-in-accounts.ts';

/** How somebody proved who they are: password, otp, passkey, certificate, recovery, or identity (the national one). */
export type SignInMethod = 'password' | 'otp' | 'passkey' | 'certificate' | 'recovery' | 'identity';

export interface NewSession {
  /** at least 128 random bits, made by the caller */
  readonly token: string;
  readonly account: string;
  readonly now: string;
  readonly expiresAt: string;
  readonly address?: string | undefined;
  readonly agent?: string | undefined;
  readonly network?: string | undefined;
  readonly methods?: readonly SignInMethod[];
  /** one of the methods was a second factor, or both in one */
  readonly secondFactor?: boolean;
  /** ends after so long without a request */
  readonly idleSeconds?: number;
  readonly identity?: { readonly session?: string | undefined; readonly subject: string } | undefined;
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

// the account's row is held: who locks it waits for this session, and ends it
const SAVE = statement(`
  insert into session (token_hash, account, created_at, authenticated_at, expires_at, last_seen_at, address, agent, network, methods, second_factor,
    idle_seconds, identity_session, identity_subject)
  select $1, a.id, $3, $3, $4, $3, $5, $6, $7, $8, $9, $10, $11, $12 from account a where a.id = $2 and a.state = 'active' for share returning 1 as saved`);
// a session that was begun without the second factor that its account has by now is nobody's
const LOAD = statement(`
  select s.account, a.person, s.created_at, s.expires_at, coalesce(s.authenticated_at, s.created_at) as authenticated_at, s.methods,
    a.must_change_password and 'password' = any(s.methods) as must_change_password,
    not s.second_factor and ${needsFactorSql('$2::timestamptz')} as lacks_second_factor,
    ${rightsSql('s.account', '$2::timestamptz')} as rights
  from session s join account a on a.id = s.account where s.token_hash = $1 and s.expires_at > $2 and a.state = 'active'
    and (s.idle_seconds is null or s.last_seen_at + make_interval(secs => s.idle_seconds) > $2) and (s.second_factor or not ${HAS_FACTOR})`);
// at most once a minute, so that reading stays reading
const TOUCH = statement(
  `update session set last_seen_at = $2 where token_hash = $1 and last_seen_at < $2::timestamptz - interval '1 minute'`,
);
const END = statement('delete from session where token_hash = $1');
const END_ALL = statement('delete from session where account = $1 returning 1 as ended');
const EXPIRE = statement('delete from session where expires_at <= $1');

/** False when the account is not active, or no longer. */
export async function saveSession(db: Session, session: NewSession): Promise<boolean> {
  const { token, account, now, expiresAt, address, agent, network, methods = [], secondFactor = false, idleSeconds, identity } = session;
  const from = [address ?? null, agent ?? null, network ?? null];
  const proof = [methods, secondFactor, idleSeconds ?? null, identity?.session ?? null, identity?.subject ?? null];
  return (await rowsOf(db, SAVE, [hashOf(token), account, now, expiresAt, ...from, ...proof])).length === 1;
}

interface Row {
  account: string;
  person: string;
  created_at: string;
  expires_at: string;
  authenticated_at: string;
  methods: SignInMethod[];
  must_change_password: boolean;
  lacks_second_factor: boolean;
  rights: ActorRights;
}

/** Undefined when unknown, expired, idle for too long, or when the account is not active. */
export async function loadSession(
  db: Database,
  token: string,
  now: string,
): Promise<(SessionRecord & { readonly rights: ActorRights }) | undefined> {
  const [row] = await rowsOf<Row & Record<string, unknown>>(db, LOAD, [hashOf(token), now]);
  if (!row) return undefined;
  const { account, person, methods, rights, created_at, expires_at, authenticated_at } = row;
  const obligation = row.must_change_password ? 'changePassword' : row.lacks_second_factor ? 'enrolSecondFactor' : undefined;
  const times = { createdAt: created_at, expiresAt: expires_at, authenticatedAt: authenticated_at };
  return { account, person, rights, methods, ...times, ...(obligation && { obligation }) };
}
export async function touchSession(db: Database, token: string, now: string): Promise<void> {
  await rowsOf(db, TOUCH, [hashOf(token), now]);
}
export async function endSession(db: Session, token: string): Promise<void> {
  await rowsOf(db, END, [hashOf(token)]);
}
/** How many ended. */
export async function endSessionsOf(db: Session, account: string): Promise<number> {
  return (await rowsOf(db, END_ALL, [account])).length;
}

const RENEW = statement(`
  update session set token_hash = $2, authenticated_at = coalesce($3, authenticated_at), second_factor = second_factor or $4,
    methods = array(select distinct unnest(methods || $5::text[]) order by 1)
  where token_hash = $1 returning expires_at`);

export interface Renewal {
  readonly token: string;
  readonly next: string;
  /** when its holder proved anew who they are */
  readonly authenticatedAt?: string;
  readonly secondFactor?: boolean;
  readonly methods?: readonly SignInMethod[];
}

/** The session goes on under another token: whoever knew the old one knows nothing. Gives when it ends; undefined when it is over. */
export async function renewSession(db: Session, renewal: Renewal): Promise<string | undefined> {
  const { token, next, authenticatedAt = null, secondFactor = false, methods = [] } = renewal;
  const values = [hashOf(token), hashOf(next), authenticatedAt, secondFactor, methods];
  return (await rowsOf<{ expires_at: string }>(db, RENEW, values))[0]?.expires_at;
}

const END_OTHERS = statement('delete from session where account = $1 and token_hash <> $2 returning 1 as ended');
const END_NAMED = statement(`delete from session where account = $1 and encode(token_hash, 'hex') = $2 returning 1 as ended`);
const END_IDENTITY = statement(`
  delete from session where (identity_session = $1 or ($1::text is null and identity_subject = $2)) returning account, encode(token_hash, 'hex') as id`);
const LIVE = statement(`
  select distinct network from session where account = $1 and expires_at > $2 and network is not null
    and (idle_seconds is null or last_seen_at + make_interval(secs => idle_seconds) > $2)`);

/** How many ended. `id`: as in lists of sessions. */
export async function endSessionOf(db: Session, account: string, id: string): Promise<number> {
  return (await rowsOf(db, END_NAMED, [account, id])).length;
}
/** All of the account but the one with this token. */
export async function endOtherSessions(db: Session, account: string, token: string): Promise<number> {
  return (await rowsOf(db, END_OTHERS, [account, hashOf(token)])).length;
}
/** Those that the national identity began, when they end there: one session of it, else all of its subject. */
export async function endIdentitySessions(
  db: Session,
  session: string | undefined,
  subject: string | undefined,
): Promise<readonly { readonly account: string; readonly id: string }[]> {
  return await rowsOf<{ account: string; id: string }>(db, END_IDENTITY, [session ?? null, subject ?? null]);
}
/** From where the account is in use now. */
export async function liveNetworks(db: Session, account: string, now: string): Promise<readonly string[]> {
  return (await rowsOf<{ network: string }>(db, LIVE, [account, now])).map(({ network }) => network);
}
/** Periodic work. */
export async function expireSessions(db: Database, now: string): Promise<void> {
  await rowsOf(db, EXPIRE, [now]);
}
