/** The same key from the same account gets the first answer; the same key with another payload is refused. */
import { createHash } from 'node:crypto';
import { Rejection } from '../errors.ts';
import type { Json } from '../expressions/json.ts';
import { findAnswer, saveAnswer } from '../store/repositories/idempotency.ts';
import type { IdempotencyKey } from '../store/contract.ts';
import type { Request } from './case-command.ts';

/** The replay window: how long a client may repeat itself and still get the first answer. */
const WINDOW_MS = 24 * 3_600_000;
const LONGEST_KEY = 200;

/** Undefined when the request has no key. `once`: the command's own. Throws Rejection validation `idempotencyKeyInvalid`. */
export function idempotencyKeyOf({ options, actor, input }: Request, now: string, once?: string): IdempotencyKey | undefined {
  const key = options.idempotencyKey ?? once;
  if (key === undefined) return undefined;
  if (!/^[\x21-\x7e]+$/.test(key) || key.length > LONGEST_KEY)
    throw new Rejection(
      'validation',
      'idempotencyKeyInvalid',
      `Expected an idempotency key of 1 to ${LONGEST_KEY} visible ASCII characters.`,
    );
  const payloadHash = createHash('sha256')
    .update(canonical(input))
    .update(`\u001f${actor.onBehalfOf ?? ''}`)
    .digest('hex');
  return { account: actor.account, key, payloadHash, expiresAt: new Date(Date.parse(now) + WINDOW_MS).toISOString() };
}

/** JSON with sorted keys: two clients' orders of fields are the same payload. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
    .join(',')}}`;
}

export async function earlierAnswer(
  { services }: Request,
  key: IdempotencyKey | undefined,
  now: string,
): Promise<{ response: Json } | undefined> {
  return key && (await findAnswer(services.db, key, now));
}

/** For commands that are no step. When another request with the key was faster, its answer counts. */
export async function keepAnswer(request: Request, key: IdempotencyKey | undefined, response: Json, now: string): Promise<Json> {
  if (!key || (await saveAnswer(request.services.db, key, response, now))) return response;
  return (await earlierAnswer(request, key, now))?.response ?? response;
}
