/** Passkeys (WebAuthn Level 3) with user verification: what one has and what one knows or is, in one; no attestation is asked for. */
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { Json } from '../../expressions/json.ts';
import type { Factor } from '../../store/repositories/factors.ts';
import type { AccessServices } from './access-services.ts';

/** Read when the first passkey comes: it is a fifth of what a server reads at its start. */
const library = async () => await import('@simplewebauthn/server');

type Party = AccessServices['relyingParty'];
type Known = { readonly id: string; readonly transports?: string[] };

export const knownPasskeys = (factors: readonly Factor[]): Known[] =>
  factors.flatMap(({ kind, lookup, details, confirmedAt }) =>
    kind === 'passkey' && lookup !== undefined && confirmedAt !== undefined ? [{ id: lookup, transports: transportsOf(details) }] : [],
  );

const transportsOf = (details: Json): string[] => (details as { transports?: string[] }).transports ?? [];

/** For `navigator.credentials.get`; `known` empty: any passkey that the device finds for this host. */
export async function requestOptions({ id }: Party, known: Known[]): Promise<{ readonly challenge: string; readonly options: Json }> {
  const { generateAuthenticationOptions } = await library();
  const options = await generateAuthenticationOptions({ rpID: id, allowCredentials: known, userVerification: 'required' });
  return { challenge: options.challenge, options: options as unknown as Json };
}

/** For `navigator.credentials.create`. */
export async function creationOptions(
  { id, name }: Party,
  user: { readonly account: string; readonly login: string; readonly name: string },
  known: Known[],
): Promise<{ readonly challenge: string; readonly options: Json }> {
  const { generateRegistrationOptions } = await library();
  const options = await generateRegistrationOptions({
    rpID: id,
    rpName: name,
    userID: new Uint8Array(Buffer.from(user.account)),
    userName: user.login,
    userDisplayName: user.name,
    excludeCredentials: known,
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
  });
  return { challenge: options.challenge, options: options as unknown as Json };
}

export interface NewPasskey {
  readonly id: string;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly transports: readonly string[];
}

/** Undefined when it was made for another challenge, page or host, or without the person. */
export async function checkedPasskey({ id, origin }: Party, response: Json, challenge: string): Promise<NewPasskey | undefined> {
  const { verifyRegistrationResponse } = await library();
  const checked = await orNothing(
    verifyRegistrationResponse({
      response: response as unknown as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
    }),
  );
  if (!checked?.verified) return undefined;
  const { credential } = checked.registrationInfo;
  return { id: credential.id, publicKey: credential.publicKey, counter: credential.counter, transports: credential.transports ?? [] };
}

/** The new signature counter; undefined when the answer does not prove the passkey, or its counter went back: a copy. */
export async function counterOfAnswer(
  { id, origin }: Party,
  response: Json,
  challenge: string,
  factor: Factor,
): Promise<number | undefined> {
  const { lookup = '', publicKey = new Uint8Array(), counter = 0, details } = factor;
  const { verifyAuthenticationResponse } = await library();
  const checked = await orNothing(
    verifyAuthenticationResponse({
      response: response as unknown as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      credential: { id: lookup, publicKey: new Uint8Array(publicKey), counter, transports: transportsOf(details) },
    }),
  );
  return checked?.verified ? checked.authenticationInfo.newCounter : undefined;
}

export function credentialIdOf(response: Json): string | undefined {
  const id =
    typeof response === 'object' && response !== null && !Array.isArray(response) ? (response as Record<string, unknown>)['id'] : undefined;
  return typeof id === 'string' && id.length <= MOST_ID ? id : undefined;
}
const MOST_ID = 1_400;

/** The library throws on whatever an answer can have wrong. */
async function orNothing<T>(check: Promise<T>): Promise<T | undefined> {
  try {
    return await check;
  } catch {
    return undefined;
  }
}
