import { OID } from '../../signing/asn1/oids.ts';
import { childrenOf, childrenTagged, readDer } from '../../signing/asn1/read-der.ts';
import { TAG, contextTag, primitiveTag } from '../../signing/asn1/tags.ts';
import type { Certificate } from '../../signing/trust/certificate.ts';

/** Where the certificate says that the revocation lists of its issuer are (RFC 5280 4.2.1.13): addresses of full names. Throws Rejection `signing.asn1`. */
export function listAddresses({ extensions }: Certificate): readonly string[] {
  const points = extensions.get(OID.crlDistributionPoints);
  if (!points) return [];
  return childrenTagged(readDer(points.value), TAG.sequence).flatMap((point) => {
    const name = childrenOf(point).find(({ tag }) => tag === contextTag(0));
    const full = name && childrenOf(name).find(({ tag }) => tag === contextTag(0));
    return full ? childrenOf(full).flatMap(({ tag, content }) => (tag === primitiveTag(6) ? [content.toString('latin1')] : [])) : [];
  });
}
