import { Certificate } from '../../../signing/trust/certificate.ts';
import type { SigningAlgorithm } from '../../../signing/crypto/signing-algorithm.ts';
import { OID } from '../../../signing/asn1/oids.ts';
import { keyFault, keyUnavailable } from '../../key-fault.ts';
import { keyIdentity } from '../../key-identity.ts';
import type { KeyIdentity, SigningContext } from '../../signing-backend.ts';
import { textOf, type CscAnswer } from './csc-client.ts';

/** A key at the service, as `credentials/info` describes it (CSC API 2.0, 11.5). */
export interface Credential {
  readonly id: string;
  readonly identity: KeyIdentity;
  /** OID of the signature algorithm that is asked for */
  readonly signAlgo: string;
  readonly auth: Readonly<Record<string, unknown>>;
}

const PREFERRED: Readonly<Record<SigningAlgorithm, readonly string[]>> = {
  'rsa-sha256': [OID.sha256WithRsa, OID.rsaEncryption],
  'ecdsa-sha256': [OID.ecdsaWithSha256],
  'ecdsa-sha384': [OID.ecdsaWithSha384],
};
const MOST_CERTIFICATES = 8;

/** Undefined for a key or certificate that cannot sign now. Throws Transient `keys.serviceDown` for what nobody can read. */
export function readCredential(id: string, info: CscAnswer): Credential | undefined {
  const [key, cert, auth] = [recordOf(info['key']), recordOf(info['cert']), recordOf(info['auth'])];
  const status = textOf(cert['status']);
  if (key['status'] !== 'enabled' || (status !== '' && status !== 'valid')) return undefined;
  const [certificate, ...others] = listOf(cert['certificates']).slice(0, MOST_CERTIFICATES).map(certificateOf);
  if (!certificate) return undefined;
  const identity = keyIdentity(certificate, others);
  const offered = listOf(key['algo']).map(textOf);
  const signAlgo = PREFERRED[identity.algorithm].find((one) => offered.includes(one));
  return signAlgo === undefined ? undefined : { id, identity, signAlgo, auth };
}

/** What the service asks of the signer, for `credentials/authorize`. Throws Rejection `keys.pinMissing` or `keys.refused`. */
export function authData(
  { auth }: Credential,
  { pin, otp }: Pick<SigningContext, 'pin' | 'otp'>,
): readonly { readonly id: string; readonly value: string }[] {
  const mode = textOf(auth['mode']);
  if (mode === 'implicit') return [];
  if (mode !== 'explicit')
    throw keyFault('refused', `Expected a key that a PIN or its owner's device releases, but it asks for '${mode}'.`);
  return listOf(auth['objects'])
    .map(recordOf)
    .map((object) => {
      const isOneTime = object['generator'] !== undefined || /otp/i.test(textOf(object['id']));
      const value = isOneTime ? otp : pin;
      if (value === undefined || value === '')
        throw keyFault('pinMissing', `Expected ${isOneTime ? 'the one-time code' : 'the PIN'} of the key.`);
      return { id: textOf(object['id']), value };
    });
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function certificateOf(value: unknown): Certificate {
  try {
    return new Certificate(Buffer.from(textOf(value), 'base64'));
  } catch (error) {
    throw keyUnavailable('serviceDown', 'Expected the signing service to send certificates.', error);
  }
}
