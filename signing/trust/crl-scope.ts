import { OID } from '../asn1/oids.ts';
import type { DerValue } from '../asn1/der-value.ts';
import { childrenOf, childrenTagged, readDer } from '../asn1/read-der.ts';
import { TAG, contextTag, primitiveTag } from '../asn1/tags.ts';
import type { Certificate } from './certificate.ts';
import type { Crl } from './crl.ts';
import { unknownCritical } from './extensions.ts';

const UNDERSTOOD: ReadonlySet<string> = new Set([OID.issuingDistributionPoint, OID.crlNumber, OID.authorityKeyIdentifier]);

/**
 * Why a list does not speak about `certificate`, or undefined if it does (RFC 5280 5.2.5): lists of other kinds of certificates, of some
 * reasons only, of other issuers, and deltas (a critical extension) would each leave a revocation out.
 */
export function outOfScope({ extensions }: Crl, certificate: Certificate): string | undefined {
  const unknown = unknownCritical(extensions, UNDERSTOOD);
  if (unknown.length > 0) return `critical extension ${unknown.join(', ')}`;
  const point = extensions.get(OID.issuingDistributionPoint);
  if (!point) return undefined;
  const fields = childrenTagged(readDer(point.value), TAG.sequence);
  const says = (number: number): boolean => fields.some(({ tag, content }) => tag === primitiveTag(number) && content[0] !== 0);
  if (says(1) && certificate.authority) return 'only of users';
  if (says(2) && !certificate.authority) return 'only of authorities';
  if (fields.some(({ tag }) => tag === primitiveTag(3))) return 'only of some reasons';
  if (says(4)) return 'of several issuers';
  if (says(5)) return 'only of attribute certificates';
  const name = fields.find(({ tag }) => tag === contextTag(0));
  return name && !sharesPoint(name, certificate) ? 'of another distribution point' : undefined;
}

/** Whether the certificate names the point that the list is a part for: compared by encoding, so that a doubt is a no. */
function sharesPoint(name: DerValue, { extensions }: Certificate): boolean {
  const points = extensions.get(OID.crlDistributionPoints)?.value;
  return childrenOf(name)
    .flatMap((names) => childrenOf(names))
    .some(({ raw }) => points?.includes(raw) ?? false);
}
