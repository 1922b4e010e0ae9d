import { Rejection, Transient } from '../errors.ts';

/**
 * What a person must mend: the PIN is wrong, locked or missing; the key or its certificate is not there; the token is not in its slot; another
 * key signed; the key may have signed but the answer is lost; the service or the signer refused; nobody signed in time.
 */
export const KEY_FAULTS = [
  'wrongPin',
  'pinLocked',
  'pinMissing',
  'keyGone',
  'tokenRemoved',
  'wrongKey',
  'outcomeUnknown',
  'refused',
  'notSignedInTime',
  'requestUnknown',
  'containerRefused',
] as const;
export type KeyFault = (typeof KEY_FAULTS)[number];

/** What may pass by itself: the service does not answer, does not answer in time, or has too much to do. */
export const PASSING_FAULTS = ['serviceDown', 'timedOut', 'busy'] as const;

const ABOUT_INPUT: ReadonlySet<KeyFault> = new Set(['wrongPin', 'pinMissing']);

/** A Rejection `keys.<fault>`. Neither message nor cause ever holds a PIN: causes of libraries are told by their message only. */
export function keyFault(fault: KeyFault, message: string, cause?: unknown): Rejection {
  const code = `keys.${fault}`;
  const about = { cause: safeCause(cause) };
  if (!ABOUT_INPUT.has(fault)) return new Rejection('conflict', code, message, about);
  return new Rejection('validation', code, message, { ...about, problems: [{ code, path: '/pin', message }] });
}

/** A Transient `keys.<fault>`: nothing was signed, and asking again may help. */
export function keyUnavailable(fault: (typeof PASSING_FAULTS)[number], message: string, cause?: unknown): Transient {
  return new Transient(`keys.${fault}`, message, safeCause(cause));
}

function safeCause(cause: unknown): unknown {
  return cause instanceof Error ? new Error(cause.message) : undefined;
}
