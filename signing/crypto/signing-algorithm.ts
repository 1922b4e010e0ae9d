import { constants, verify, type KeyObject } from 'node:crypto';
import { Rejection } from '../../errors.ts';
import { OID } from '../asn1/oids.ts';
import { nullValue, oid, sequence } from '../asn1/write-der.ts';
import { checkKey } from './check-key.ts';
import type { DigestName } from './digest-name.ts';

/** How this product signs: RSA PKCS#1 v1.5, or ECDSA with the digest that fits the curve. A token must offer one of these. */
export type SigningAlgorithm = 'rsa-sha256' | 'ecdsa-sha256' | 'ecdsa-sha384';

interface Traits {
  readonly digest: DigestName;
  readonly digestOid: string;
  /** AlgorithmIdentifier; RFC 4055 wants NULL parameters for RSA, RFC 5758 none for ECDSA */
  readonly identifier: Buffer;
}

export const ALGORITHMS: Readonly<Record<SigningAlgorithm, Traits>> = {
  'rsa-sha256': { digest: 'sha256', digestOid: OID.sha256, identifier: sequence(oid(OID.sha256WithRsa), nullValue()) },
  'ecdsa-sha256': { digest: 'sha256', digestOid: OID.sha256, identifier: sequence(oid(OID.ecdsaWithSha256)) },
  'ecdsa-sha384': { digest: 'sha384', digestOid: OID.sha384, identifier: sequence(oid(OID.ecdsaWithSha384)) },
};

/** The algorithm that goes with a public key. Throws Rejection `signing.weakAlgorithm`, or `signing.keyUnsupported`. */
export function algorithmFor(key: KeyObject): SigningAlgorithm {
  checkKey(key);
  if (key.asymmetricKeyType === 'rsa') return 'rsa-sha256';
  const curve = key.asymmetricKeyDetails?.namedCurve;
  if (curve === 'prime256v1') return 'ecdsa-sha256';
  if (curve === 'secp384r1') return 'ecdsa-sha384';
  throw new Rejection(
    'validation',
    'signing.keyUnsupported',
    `Expected an RSA key or one on P-256 or P-384, but it is ${key.asymmetricKeyType}.`,
  );
}

/** Whether `signature` is that of `key` over `data` by our own `algorithm`. */
export function matches(algorithm: SigningAlgorithm, key: KeyObject, data: Buffer, signature: Buffer): boolean {
  const { digest } = ALGORITHMS[algorithm];
  return algorithm === 'rsa-sha256'
    ? verify(digest, data, { key, padding: constants.RSA_PKCS1_PADDING }, signature)
    : verify(digest, data, { key, dsaEncoding: 'der' }, signature);
}
