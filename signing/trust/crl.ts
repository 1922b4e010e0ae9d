import type { DerValue } from '../asn1/der-value.ts';
import { OID } from '../asn1/oids.ts';
import { bitStringOctets, childrenTagged, eachChild, expectTag, insideOf, readDer } from '../asn1/read-der.ts';
import { isTime, readTime } from '../asn1/read-time.ts';
import { TAG, contextTag } from '../asn1/tags.ts';
import { malformed } from '../malformed.ts';
import { readExtensions, unknownCritical, type Extensions } from './extensions.ts';

/** A revocation list (RFC 5280 5). Its entries are read only when one is looked for: there may be a million. */
export interface Crl {
  readonly tbs: Buffer;
  readonly algorithm: DerValue;
  readonly signature: Buffer;
  readonly issuer: Buffer;
  readonly thisUpdate: number;
  readonly nextUpdate?: number;
  readonly entries: DerValue | undefined;
  readonly extensions: Extensions;
}

/** Throws Rejection `signing.evidence` or `signing.asn1`. */
export function readCrl(der: Buffer): Crl {
  const [tbs, algorithm, signature] = childrenTagged(readDer(der), TAG.sequence);
  const fields = [...childrenTagged(tbs, TAG.sequence)];
  if (fields[0]?.tag === TAG.integer) fields.shift();
  const [innerAlgorithm, issuer, thisUpdate, ...rest] = fields;
  if (!tbs || !algorithm || !issuer || !innerAlgorithm?.raw.equals(algorithm.raw))
    throw malformed('evidence', 'Expected a whole revocation list.');
  const nextUpdate = isTime(rest[0]) ? rest.shift() : undefined;
  const entries = rest[0]?.tag === TAG.sequence ? rest.shift() : undefined;
  const extensions = rest[0]?.tag === contextTag(0) ? readExtensions(insideOf(rest[0])) : new Map();
  return {
    tbs: tbs.raw,
    algorithm,
    signature: bitStringOctets(signature),
    issuer: issuer.raw,
    thisUpdate: readTime(thisUpdate),
    ...(nextUpdate && { nextUpdate: readTime(nextUpdate) }),
    entries,
    extensions,
  };
}

const UNDERSTOOD_IN_ENTRY: ReadonlySet<string> = new Set([OID.reasonCode, OID.invalidityDate]);

/** When the list says that the certificate of this serial number was revoked; undefined if it does not. Throws Rejection `signing.evidence`. */
export function findRevocation({ entries }: Crl, serial: Buffer): number | undefined {
  if (!entries) return undefined;
  for (const entry of eachChild(entries)) {
    const [number, revokedAt, extensions] = childrenTagged(entry, TAG.sequence);
    if (!expectTag(number, TAG.integer).content.equals(serial)) continue;
    const unknown = extensions ? unknownCritical(readExtensions(extensions), UNDERSTOOD_IN_ENTRY) : [];
    if (unknown.length > 0) throw malformed('evidence', `Expected no critical extension, but found ${unknown.join(', ')}.`);
    return readTime(revokedAt);
  }
  return undefined;
}
