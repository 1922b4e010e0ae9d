import { constants, verify, type KeyObject, type VerifyKeyObjectInput } from 'node:crypto';
import type { DerValue } from '../asn1/der-value.ts';
import { OID } from '../asn1/oids.ts';
import { childrenTagged, insideOf, smallNumber } from '../asn1/read-der.ts';
import { readOid } from '../asn1/read-oid.ts';
import { TAG, contextTag } from '../asn1/tags.ts';
import { weakAlgorithm } from '../malformed.ts';
import { checkKey } from './check-key.ts';
import { digestOf, type DigestName } from './digest-name.ts';

interface Scheme {
  readonly kind: 'rsa' | 'ec';
  readonly digest: DigestName;
  /** of PSS; undefined for PKCS#1 v1.5 and ECDSA */
  readonly saltLength?: number;
}

const SCHEMES: Readonly<Record<string, Scheme>> = {
  [OID.sha256WithRsa]: { kind: 'rsa', digest: 'sha256' },
  [OID.sha384WithRsa]: { kind: 'rsa', digest: 'sha384' },
  [OID.sha512WithRsa]: { kind: 'rsa', digest: 'sha512' },
  [OID.ecdsaWithSha256]: { kind: 'ec', digest: 'sha256' },
  [OID.ecdsaWithSha384]: { kind: 'ec', digest: 'sha384' },
  [OID.ecdsaWithSha512]: { kind: 'ec', digest: 'sha512' },
};

export interface SignatureToVerify {
  /** AlgorithmIdentifier */
  readonly algorithm: DerValue;
  readonly key: KeyObject;
  readonly data: Buffer;
  readonly signature: Buffer;
  /** CMS: the digest that goes with an algorithm that names none, plain rsaEncryption; in signed data it must be this one */
  readonly digest?: DigestName;
}

/**
 * Whether `signature` is that of `key` over `data`. Throws Rejection `signing.weakAlgorithm` for algorithms and keys that are not accepted,
 * `signing.asn1` for a malformed identifier.
 */
export function verifySignature({ algorithm, key, data, signature, digest }: SignatureToVerify): boolean {
  checkKey(key);
  const scheme = schemeOf(algorithm, digest);
  if (digest !== undefined && scheme.digest !== digest)
    throw weakAlgorithm('Expected the digests of the signer and of its algorithm to agree.');
  if ((key.asymmetricKeyType === 'ec') !== (scheme.kind === 'ec')) throw weakAlgorithm('Expected a key that goes with the algorithm.');
  return attempt(scheme.digest, data, keyFor(key, scheme), signature);
}

/** The library throws for some signatures that cannot be right, such as an impossible salt. */
function attempt(digest: DigestName, data: Buffer, key: KeyObject | VerifyKeyObjectInput, signature: Buffer): boolean {
  try {
    return verify(digest, data, key, signature);
  } catch {
    return false;
  }
}

function keyFor(key: KeyObject, { kind, saltLength }: Scheme): KeyObject | VerifyKeyObjectInput {
  if (saltLength !== undefined) return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
  if (kind === 'ec') return { key, dsaEncoding: 'der' };
  if (key.asymmetricKeyType === 'rsa-pss') throw weakAlgorithm('Expected PSS with a key that is only for PSS.');
  return { key, padding: constants.RSA_PKCS1_PADDING };
}

function schemeOf(algorithm: DerValue, digest: DigestName | undefined): Scheme {
  const [name, parameters] = childrenTagged(algorithm, TAG.sequence);
  const oid = readOid(name);
  if (oid === OID.rsaPss) return pssScheme(parameters);
  // RFC 3370 3.2: signers may name only the key's algorithm
  const scheme = oid === OID.rsaEncryption && digest ? ({ kind: 'rsa', digest } as const) : SCHEMES[oid];
  if (!scheme) throw weakAlgorithm(`Expected a signature algorithm that is still accepted, but found ${oid}.`);
  return scheme;
}

/** RSASSA-PSS-params (RFC 4055 3.1). The defaults are SHA-1: what is absent is refused. */
function pssScheme(parameters: DerValue | undefined): Scheme {
  const fields = childrenTagged(parameters, TAG.sequence);
  const field = (number: number): DerValue | undefined => fields.find(({ tag }) => tag === contextTag(number));
  const [hash, mask, salt] = [field(0), field(1), field(2)];
  if (!hash || !mask || field(3)) throw weakAlgorithm('Expected PSS parameters that name their digest.');
  const digest = digestOf(insideOf(hash));
  const [generator, maskHash] = childrenTagged(insideOf(mask), TAG.sequence);
  if (readOid(generator) !== OID.mgf1 || digestOf(maskHash) !== digest) throw weakAlgorithm('Expected PSS with one digest.');
  return { kind: 'rsa', digest, saltLength: salt ? smallNumber(insideOf(salt)) : 20 };
}
