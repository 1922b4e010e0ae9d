/**
 * Sign-ins that are half done: short, for one purpose, of few tries. Like a session it is known by its token, of which the SHA-256
 * lies here. A challenge is given out once.
 */
import { createHash } from 'node:crypto';
import type { Json } from '../../expressions/json.ts';
import type { Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

/** factor: the password was right; passkey: nobody yet; identity: at the national identity; session: who is signed in proves it anew */
export type PendingPurpose = 'factor' | 'passkey' | 'identity' | 'session';

export interface PendingSignIn {
  readonly purpose: PendingPurpose;
  readonly account?: string;
  readonly expiresAt: string;
  readonly triesLeft: number;
  readonly methods: readonly string[];
  readonly challenge?: string;
  readonly data?: Json;
}

export interface NewPendingSignIn extends PendingSignIn {
  readonly token: string;
  readonly now: string;
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

const SAVE = statement(`
  insert into pending_sign_in (token_hash, purpose, account, created_at, expires_at, tries_left, methods, challenge, data)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  on conflict (token_hash) do update set challenge = excluded.challenge, expires_at = excluded.expires_at, tries_left = excluded.tries_left
    where pending_sign_in.purpose = 'session' and pending_sign_in.account = excluded.account`);
const OPEN = "purpose = 'factor' and expires_at > $2 and tries_left > 0";
const FIND = statement(`select account from pending_sign_in where token_hash = $1 and ${OPEN}`);
const CHALLENGE = statement(`update pending_sign_in set challenge = $3 where token_hash = $1 and ${OPEN}`);
// one try, and the challenge, are used up whatever comes of them
const TRY = statement(`
  with p as (
    select token_hash, challenge from pending_sign_in where token_hash = $1 and purpose = any($3::text[]) and expires_at > $2 and tries_left > 0 for update)
  update pending_sign_in s set tries_left = s.tries_left - 1, challenge = null from p where s.token_hash = p.token_hash
  returning s.purpose, s.account, s.expires_at as "expiresAt", s.tries_left as "triesLeft", s.methods, p.challenge, s.data`);
const END = statement('delete from pending_sign_in where token_hash = $1 returning 1 as ended');
const EXPIRE = statement('delete from pending_sign_in where expires_at <= $1');

export async function savePendingSignIn(db: Session, { token, now, ...pending }: NewPendingSignIn): Promise<void> {
  const { purpose, account = null, expiresAt, triesLeft, methods, challenge = null, data } = pending;
  const json = data === undefined ? null : JSON.stringify(data);
  await rowsOf(db, SAVE, [hashOf(token), purpose, account, now, expiresAt, triesLeft, methods, challenge, json]);
}

/** The account whose second step is under way. */
export async function findStep(db: Session, token: string, now: string): Promise<string | undefined> {
  return (await rowsOf<{ account: string }>(db, FIND, [hashOf(token), now]))[0]?.account;
}

/** In place of the one before. */
export async function setChallenge(db: Session, token: string, challenge: string, now: string): Promise<void> {
  await rowsOf(db, CHALLENGE, [hashOf(token), now, challenge]);
}

/** Uses up one try. Undefined when it is over, unknown, or of another purpose. */
export async function tryPendingSignIn(
  db: Session,
  token: string,
  now: string,
  purposes: readonly PendingPurpose[],
): Promise<PendingSignIn | undefined> {
  const [row] = await rowsOf<Record<string, unknown>>(db, TRY, [hashOf(token), now, purposes]);
  return row && (Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as PendingSignIn);
}

/** False when it was ended already: it leads to one session at most. */
export async function endPendingSignIn(db: Session, token: string): Promise<boolean> {
  return (await rowsOf(db, END, [hashOf(token)])).length === 1;
}

/** Periodic work. */
export async function expirePendingSignIns(db: Session, now: string): Promise<void> {
  await rowsOf(db, EXPIRE, [now]);
}
