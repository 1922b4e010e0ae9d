/**
 * JSON and text that stand encrypted in a column: `{"$sealed": "<owner>:<base64url>"}`. Names with `$` are refused from outside, so that
 * nothing that a person enters is taken for one.
 */
import { Invariant } from '../../errors.ts';
import type { DataKey } from '../../protection/data-key.ts';
import type { Session } from '../connection.ts';
import type { KeyStore } from './key-store.ts';

export interface Sealed {
  readonly $sealed: string;
}

/** Of what waits in queues and boxes: it moves on from one to the other. */
export const MOVING = 'moving';
/** Owner of the key of messages, whichever case they are for. */
export const MESSAGES = 'messages';
/** Owner of the key of blind indexes. */
export const INDEX = 'index';

export const isSealed = (value: unknown): value is Sealed => typeof value === 'object' && value !== null && '$sealed' in value;

export const sealJson = (key: DataKey, value: unknown, place: string): Sealed => ({
  $sealed: `${key.owner}:${key.seal(JSON.stringify(value), place)}`,
});

export const openJson = <T>(key: DataKey, { $sealed }: Sealed, place: string): T => {
  const { owner, text } = partsOf($sealed);
  if (owner !== key.owner) throw new Invariant(`Expected what is sealed at ${place} to belong to ${key.owner}.`);
  return JSON.parse(key.open(text, place)) as T;
};

/** Whoever it belongs to; the value itself where it is not sealed. */
export async function openWhole<T>(session: Session, value: T, place: string): Promise<T> {
  if (!isSealed(value)) return value;
  return openJson<T>(await keyAt(requireKeys(session), value), value, place);
}

/** What a queue holds: sealed as a whole, or with a sealed payload of a message in it. */
export async function openMoving<T>(session: Session, value: T): Promise<T> {
  if (isSealed(value)) return await openWhole(session, value, MOVING);
  const { payload } = (value ?? {}) as { payload?: unknown };
  return isSealed(payload) ? { ...value, payload: await openWhole(session, payload, MOVING) } : value;
}

/** Throws Invariant: whoever reads or writes sensitive values was given no keys. */
export function requireKeys({ keys }: Session): KeyStore {
  if (keys) return keys;
  throw new Invariant('Expected keys for what is sensitive.');
}

async function keyAt(keys: KeyStore, { $sealed }: Sealed): Promise<DataKey> {
  const { owner } = partsOf($sealed);
  const key = await keys.existing(owner);
  if (key) return key;
  throw new Invariant(`Expected ${owner} to have a data key.`);
}

/** base64url has no colon, the names of owners may have */
function partsOf(sealed: string): { readonly owner: string; readonly text: string } {
  const at = sealed.lastIndexOf(':');
  return { owner: sealed.slice(0, at), text: sealed.slice(at + 1) };
}
