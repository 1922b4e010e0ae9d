import { createHash } from 'node:crypto';
import type { DerValue } from '../asn1/der-value.ts';
import { OID } from '../asn1/oids.ts';
import { childrenTagged, expectTag } from '../asn1/read-der.ts';
import { TAG } from '../asn1/tags.ts';
import { digestOf } from '../crypto/digest-name.ts';
import { Fault } from '../finding.ts';
import type { Certificate } from '../trust/certificate.ts';
import type { SignerInfo } from './signed-data.ts';

/** CAdES demands the second version; RFC 3161 tokens may have the first; other tools' signatures often have none. */
export type CertificateReference = 'v2' | 'any' | 'optional';

/**
 * The signed attributes must name the certificate by its digest (RFC 5035): otherwise another certificate for the same key could be put in
 * its place. Throws Fault `attributeMissing` or `signerMismatch`.
 */
export function checkSigningCertificate({ attributes }: SignerInfo, certificate: Certificate, reference: CertificateReference): void {
  const second = attributes.get(OID.signingCertificateV2);
  const first = attributes.get(OID.signingCertificate);
  if (!second && reference === 'v2') throw new Fault('attributeMissing', { attribute: 'signing-certificate-v2' });
  if (!second && !first && reference === 'any') throw new Fault('attributeMissing', { attribute: 'signing-certificate' });
  if (second && !statedDigest(second).equals(digest(certificate, digestNameOf(second)))) throw new Fault('signerMismatch');
  // finding a second certificate for a given SHA-1 is still out of reach, and the reference itself is signed
  if (first && !statedDigest(first).equals(digest(certificate, 'sha1'))) throw new Fault('signerMismatch');
}

export function hasCertificateReference({ attributes }: SignerInfo): boolean {
  return attributes.has(OID.signingCertificateV2) || attributes.has(OID.signingCertificate);
}

const digest = ({ der }: Certificate, name: string): Buffer => createHash(name).update(der).digest();

/** The first ESSCertID or ESSCertIDv2: that of the signer. */
function firstIdentifier(attribute: DerValue): readonly DerValue[] {
  const [identifiers] = childrenTagged(attribute, TAG.sequence);
  const [first] = childrenTagged(identifiers, TAG.sequence);
  return childrenTagged(first, TAG.sequence);
}

function statedDigest(attribute: DerValue): Buffer {
  return expectTag(
    firstIdentifier(attribute).find(({ tag }) => tag === TAG.octetString),
    TAG.octetString,
  ).content;
}

/** SHA-256 is the default, and then absent. */
function digestNameOf(attribute: DerValue): string {
  const [algorithm] = firstIdentifier(attribute);
  return algorithm?.tag === TAG.sequence ? digestOf(algorithm) : 'sha256';
}
