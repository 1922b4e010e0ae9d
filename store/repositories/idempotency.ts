/** Answers already given to an idempotency key. save_step writes them; looking first spares the work of a decided request. */
import { Rejection } from '../../errors.ts';
import type { Json } from '../../expressions/json.ts';
import type { Database } from '../connection.ts';
import type { IdempotencyKey } from '../contract.ts';
import { MESSAGES, MOVING, openWhole, sealJson } from '../protection/sealed.ts';
import { rowsOf, statement } from '../statement.ts';

const FIND = statement(
  `select encode(payload_hash, 'hex') as hash, response from idempotency_key where account = $1 and key = $2 and expires_at > $3`,
);

/** The stored answer, or undefined. Throws Rejection conflict `idempotencyKeyReused` when the key came with another payload. */
export async function findAnswer(
  db: Database,
  { account, key, payloadHash }: Pick<IdempotencyKey, 'account' | 'key' | 'payloadHash'>,
  now: string,
): Promise<{ readonly response: Json } | undefined> {
  const [row] = await rowsOf<{ hash: string; response: Json }>(db, FIND, [account, key, now]);
  if (!row) return undefined;
  if (row.hash !== payloadHash.toLowerCase()) throw keyReused();
  return { response: await openWhole(db, row.response, MOVING) };
}

export const keyReused = (): Rejection =>
  new Rejection('conflict', 'idempotencyKeyReused', 'Expected an idempotency key that was not used for another request.');

const SAVE = statement(
  `insert into idempotency_key as k (account, key, payload_hash, response, expires_at) values ($1, $2, decode($3, 'hex'), $4, $5)
   on conflict (account, key) do update set payload_hash = excluded.payload_hash, response = excluded.response, expires_at = excluded.expires_at
     where k.expires_at <= $6 returning 1 as saved`,
);

/** For writes that are no step of a case (deploy, sign-in settings). False when the key was answered meanwhile: find the answer. */
export async function saveAnswer(db: Database, key: IdempotencyKey, response: Json, now: string): Promise<boolean> {
  // what was handed out (jobs, messages) may be sensitive; answers of steps are masked instead
  const stored = db.keys ? sealJson(await db.keys.keyOf(MESSAGES), response, MOVING) : response;
  const rows = await rowsOf(db, SAVE, [key.account, key.key, key.payloadHash, JSON.stringify(stored), key.expiresAt, now]);
  return rows.length === 1;
}

const FORGET = statement(
  `delete from idempotency_key where (account, key) in (select account, key from idempotency_key where expires_at <= $1 limit $2)`,
);

/** Periodic work: drops keys past their replay window, in batches; tells when a batch was the last. */
export async function forgetAnswers(db: Database, now: string, batch = 5_000): Promise<number> {
  const result = await db.pool.query({ ...FORGET, values: [now, batch] });
  return result.rowCount ?? 0;
}
