import { readOid } from '../asn1/read-oid.ts';
import { childrenTagged } from '../asn1/read-der.ts';
import { TAG } from '../asn1/tags.ts';
import type { DerValue } from '../asn1/der-value.ts';
import { OID } from '../asn1/oids.ts';
import { weakAlgorithm } from '../malformed.ts';

/** Digests that may protect a signature, a certificate or evidence. SHA-1 and MD5 are not among them. */
export type DigestName = 'sha256' | 'sha384' | 'sha512';

const DIGESTS: Readonly<Record<string, DigestName>> = { [OID.sha256]: 'sha256', [OID.sha384]: 'sha384', [OID.sha512]: 'sha512' };

/** The digest of an AlgorithmIdentifier. Throws Rejection `signing.weakAlgorithm` for any other. */
export function digestOf(algorithm: DerValue | undefined): DigestName {
  return digestByOid(readOid(childrenTagged(algorithm, TAG.sequence)[0]));
}

/** Throws Rejection `signing.weakAlgorithm`. */
export function digestByOid(oid: string): DigestName {
  const name = DIGESTS[oid];
  if (!name) throw weakAlgorithm(`Expected SHA-256, SHA-384 or SHA-512, but found ${oid}.`);
  return name;
}
