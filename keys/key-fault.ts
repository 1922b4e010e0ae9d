import { Rejection, Transient } from '../errors.ts';

/**
 * What a person must mend: the PIN is wrong, locked or missing; the key or its certificate is not there; the token is not in its slot; another
 * key signed; the key may have signed but the answer is lost; the service or the signer refused; nobody signed in time.
 */
export type KeyFault =
  | 'wrongPin'
  | 'pinLocked'
  | 'pinMissing'
  | 'keyGone'
  | 'tokenRemoved'
  | 'wrongKey'
  | 'outcomeUnknown'
  | 'refused'
  | 'notSignedInTime'
  | 'requestUnknown'
  | 'containerRefused';

const ABOUT_INPUT: ReadonlySet<KeyFault> = new Set(['wrongPin', 'pinMissing']);

/** A Rejection `keys.<fault>`. Neither message nor cause ever holds a PIN: causes of libraries are told by their message only. */
export function keyFault(fault: KeyFault, message: string, cause?: unknown): Rejection {
  const code = `keys.${fault}`;
  const about = { cause: safeCause(cause) };
  if (!ABOUT_INPUT.has(fault)) return new Rejection('conflict', code, message, about);
  return new Rejection('validation', code, message, { ...about, problems: [{ code, path: '/pin', message }] });
}

/** May pass by itself: the service does not answer, does not answer in time, or has too much to do. Nothing was signed. */
export function keyUnavailable(fault: 'serviceDown' | 'timedOut' | 'busy', message: string, cause?: unknown): Transient {
  return new Transient(`keys.${fault}`, message, safeCause(cause));
}

function safeCause(cause: unknown): unknown {
  return cause instanceof Error ? new Error(cause.message) : undefined;
}
