import type { DerValue } from '../asn1/der-value.ts';
import { booleanOf, childrenTagged, expectTag } from '../asn1/read-der.ts';
import { readOid } from '../asn1/read-oid.ts';
import { TAG } from '../asn1/tags.ts';
import { malformed } from '../malformed.ts';

export interface Extension {
  readonly critical: boolean;
  /** DER inside the OCTET STRING */
  readonly value: Buffer;
}

export type Extensions = ReadonlyMap<string, Extension>;

/** Extensions of a certificate, a revocation list or an OCSP response, each at most once (RFC 5280 4.2). Throws Rejection `signing.certificate`. */
export function readExtensions(list: DerValue): Extensions {
  const extensions = new Map<string, Extension>();
  for (const item of childrenTagged(list, TAG.sequence)) {
    const [name, ...rest] = childrenTagged(item, TAG.sequence);
    const oid = readOid(name);
    if (extensions.has(oid)) throw malformed('certificate', `Expected extension ${oid} once.`);
    const critical = rest[0]?.tag === TAG.boolean && booleanOf(rest[0]);
    extensions.set(oid, { critical, value: expectTag(rest.at(-1), TAG.octetString).content });
  }
  return extensions;
}

/** The critical extensions that `known` does not name: whoever does not understand them must refuse. */
export function unknownCritical(extensions: Extensions, known: ReadonlySet<string>): readonly string[] {
  return [...extensions].filter(([oid, { critical }]) => critical && !known.has(oid)).map(([oid]) => oid);
}
