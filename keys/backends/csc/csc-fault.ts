import type { Rejection, Transient } from '../../../errors.ts';
import { keyFault, keyUnavailable, type KeyFault } from '../../key-fault.ts';

/** What a service says no with (CSC API 2.0, 10.1): a code, and words of which some are fixed by the specification. */
export interface CscRefusal {
  readonly status: number;
  readonly error: string;
  readonly description: string;
}

const BY_ERROR: Readonly<Record<string, KeyFault>> = {
  invalid_authentication_data: 'wrongPin',
  invalid_pin: 'wrongPin',
  invalid_otp: 'wrongPin',
  access_denied: 'refused',
  unauthorized_client: 'refused',
};
const BY_WORDS: readonly (readonly [RegExp, KeyFault])[] = [
  [/\bSAD\b/, 'refused'],
  [/locked/i, 'pinLocked'],
  [/disabled|expired|suspended|invalid parameter credentialID|invalid credentialID/i, 'keyGone'],
];
const TOO_MANY = new Set([429]);
const FIRST_OF_SERVER = 500;

/** What a refusal means for the signer. The service's words are kept for the log; they may be in any language. */
export function cscFault({ status, error, description }: CscRefusal): Rejection | Transient {
  const message = `Expected the signing service to agree, but it answers ${status} ${error}: ${description.slice(0, 200)}`;
  if (TOO_MANY.has(status)) return keyUnavailable('busy', message);
  if (status >= FIRST_OF_SERVER) return keyUnavailable('serviceDown', message);
  const fault = BY_WORDS.find(([words]) => words.test(description))?.[1] ?? BY_ERROR[error] ?? 'refused';
  return keyFault(fault, message);
}
