/** Second factors of accounts, and recovery codes. What proves a person once does not do so again: each use moves a counter, in one statement. */
import { createHash } from 'node:crypto';
import type { Json } from '../../expressions/json.ts';
import type { Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';
import type { FactorKind } from './sign-in-accounts.ts';

export interface Factor {
  readonly id: string;
  readonly account: string;
  readonly kind: FactorKind;
  readonly name: string;
  /** otp: sealed */
  readonly secret?: string;
  /** passkey: credential id; certificate: what it is known by */
  readonly lookup?: string;
  readonly publicKey?: Uint8Array;
  readonly counter?: number;
  readonly details: Json;
  readonly validTo?: string;
  readonly createdAt: string;
  readonly confirmedAt?: string;
  readonly lastUsedAt?: string;
}
export type NewFactor = Omit<Factor, 'lastUsedAt' | 'createdAt'> & { readonly now: string };

const COLUMNS = `id, account, kind, name, secret, lookup, public_key as "publicKey", counter, details, valid_to as "validTo", created_at as "createdAt",
  confirmed_at as "confirmedAt", last_used_at as "lastUsedAt"`;
const ADD = statement(`
  insert into factor (id, account, kind, name, secret, lookup, public_key, counter, details, valid_to, created_at, confirmed_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`);
const FORGET_BEGUN = statement('delete from factor where account = $1 and kind = $2 and confirmed_at is null');
const LIST = statement(`select ${COLUMNS} from factor where account = $1 and ended_at is null order by created_at, id`);
const FIND = statement(`select ${COLUMNS} from factor where kind = $1 and lookup = $2 and ended_at is null and confirmed_at is not null`);
const CONFIRM = statement(`
  update factor set confirmed_at = $3, counter = $4, last_used_at = $3 where id = $1 and account = $2 and confirmed_at is null and ended_at is null returning 1 as done`);
// a signature counter may stay at nought; a time step is used once
const USE = statement(`
  update factor set counter = $2, last_used_at = $3 where id = $1 and ended_at is null
    and (counter is null or counter < $2 or (kind = 'passkey' and counter = 0 and $2 = 0)) returning 1 as done`);
const SEEN = statement('update factor set last_used_at = $2 where id = $1 and ended_at is null returning 1 as done');
const END = statement('update factor set ended_at = $3 where account = $1 and id = $2 and ended_at is null returning kind, name');
const END_ALL = statement('update factor set ended_at = $2 where account = $1 and ended_at is null returning kind, name');

const compact = (row: Record<string, unknown>): Factor =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as Factor;

export async function addFactor(db: Session, factor: NewFactor): Promise<void> {
  const { id, account, kind, name, secret, lookup, publicKey, counter, details, validTo, confirmedAt, now } = factor;
  const key = publicKey === undefined ? null : Buffer.from(publicKey);
  const proof = [secret ?? null, lookup ?? null, key, counter ?? null, JSON.stringify(details), validTo ?? null];
  await rowsOf(db, ADD, [id, account, kind, name, ...proof, now, confirmedAt ?? null]);
}

/** Those that were begun and never proved. */
export async function forgetBegunFactors(db: Session, account: string, kind: FactorKind): Promise<void> {
  await rowsOf(db, FORGET_BEGUN, [account, kind]);
}

/** Oldest first, also those that are not proved yet. */
export async function listFactors(db: Session, account: string): Promise<readonly Factor[]> {
  return (await rowsOf<Record<string, unknown>>(db, LIST, [account])).map(compact);
}

export async function findFactor(db: Session, kind: FactorKind, lookup: string): Promise<Factor | undefined> {
  const [row] = await rowsOf<Record<string, unknown>>(db, FIND, [kind, lookup]);
  return row && compact(row);
}

/** False when it is not there, or was confirmed before. */
export async function confirmFactor(db: Session, id: string, account: string, now: string, counter: number | undefined): Promise<boolean> {
  return (await rowsOf(db, CONFIRM, [id, account, now, counter ?? null])).length === 1;
}

/** False when this step, or a later one, was used before. */
export async function useFactor(db: Session, id: string, counter: number | undefined, now: string): Promise<boolean> {
  const rows = counter === undefined ? await rowsOf(db, SEEN, [id, now]) : await rowsOf(db, USE, [id, counter, now]);
  return rows.length === 1;
}

export type EndedFactor = { readonly kind: FactorKind; readonly name: string };

export async function endFactor(db: Session, account: string, id: string, now: string): Promise<EndedFactor | undefined> {
  return (await rowsOf<EndedFactor>(db, END, [account, id, now]))[0];
}
export async function endFactors(db: Session, account: string, now: string): Promise<readonly EndedFactor[]> {
  return await rowsOf<EndedFactor>(db, END_ALL, [account, now]);
}

const codeHash = (code: string): Buffer => createHash('sha256').update(code).digest();
const DROP_CODES = statement('delete from recovery_code where account = $1');
const ADD_CODES = statement('insert into recovery_code (account, code_hash, created_at) select $1, code, $3 from unnest($2::bytea[]) code');
const USE_CODE = statement(
  'update recovery_code set used_at = $3 where account = $1 and code_hash = $2 and used_at is null returning 1 as done',
);

/** In place of those before. Codes have at least 80 random bits, so that a plain hash keeps them. */
export async function replaceRecoveryCodes(db: Session, account: string, codes: readonly string[], now: string): Promise<void> {
  await rowsOf(db, DROP_CODES, [account]);
  if (codes.length > 0) await rowsOf(db, ADD_CODES, [account, codes.map(codeHash), now]);
}

/** False when it is unknown, or was used before. */
export async function useRecoveryCode(db: Session, account: string, code: string, now: string): Promise<boolean> {
  return (await rowsOf(db, USE_CODE, [account, codeHash(code), now])).length === 1;
}
