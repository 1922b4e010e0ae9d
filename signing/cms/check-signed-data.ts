import { createHash } from 'node:crypto';
import { OID } from '../asn1/oids.ts';
import type { DerValue } from '../asn1/der-value.ts';
import { childrenOf, childrenTagged, expectTag } from '../asn1/read-der.ts';
import { readOid } from '../asn1/read-oid.ts';
import { TAG, contextTag } from '../asn1/tags.ts';
import { verifySignature } from '../crypto/verify-signature.ts';
import { Fault } from '../finding.ts';
import type { Certificate } from '../trust/certificate.ts';
import { checkSigningCertificate, type CertificateReference } from './check-signing-certificate.ts';
import type { SignedData, SignerInfo } from './signed-data.ts';

export interface SignedDataRules {
  /** of the signed content */
  readonly contentType: string;
  /** the detached content in its parts; undefined if the content is inside */
  readonly detached: readonly Buffer[] | undefined;
  /** whether the signed attributes must say which certificate signed */
  readonly reference: CertificateReference;
}

/**
 * The cryptographic checks of one signature (EN 319 102-1, 5.2.3 and 5.2.7; RFC 5652 5.4 to 5.6): the signer's certificate. Throws Fault
 * with what is wrong, or Rejection for malformed bytes and algorithms that are not accepted.
 */
export function checkSignedData(data: SignedData, rules: SignedDataRules): Certificate {
  const content = contentOf(data, rules);
  const { signer } = data;
  checkAttributes(signer, rules, content);
  const certificate = findSigner(data);
  checkSigningCertificate(signer, certificate, rules.reference);
  const { signatureAlgorithm: algorithm, attributesDer, signature, digest } = signer;
  if (!verifySignature({ algorithm, key: certificate.key, data: attributesDer, signature, digest })) throw new Fault('wrongSignature');
  return certificate;
}

/** A detached signature with content of its own would be a signature of that, whatever the document says. */
function contentOf({ contentType, content }: SignedData, rules: SignedDataRules): readonly Buffer[] {
  if (contentType !== rules.contentType) throw new Fault('malformedSignature', { reason: `content of type ${contentType}` });
  if (rules.detached && content) throw new Fault('encapsulatedContent');
  const parts = rules.detached ?? (content && [content]);
  if (!parts) throw new Fault('malformedSignature', { reason: 'no content' });
  return parts;
}

function checkAttributes(
  { attributes, digest, digestAlgorithm, signatureAlgorithm }: SignerInfo,
  rules: SignedDataRules,
  content: readonly Buffer[],
): void {
  const type = attributes.get(OID.contentType);
  const stated = attributes.get(OID.messageDigest);
  if (!type) throw new Fault('attributeMissing', { attribute: 'content-type' });
  if (!stated) throw new Fault('attributeMissing', { attribute: 'message-digest' });
  if (readOid(type) !== rules.contentType) throw new Fault('malformedSignature', { reason: 'another content type is signed' });
  const hash = createHash(digest);
  for (const part of content) hash.update(part);
  if (!hash.digest().equals(expectTag(stated, TAG.octetString).content)) throw new Fault('digestMismatch');
  checkProtection(attributes.get(OID.algorithmProtection), digestAlgorithm, signatureAlgorithm);
}

/**
 * RFC 6211: where the signer has signed its algorithms too, they must be those that are used. Names are compared and not parameters, which
 * some signers write in two ways; the digest of PSS must be the signer's anyway.
 */
function checkProtection(protection: DerValue | undefined, digest: DerValue, signature: DerValue): void {
  if (!protection) return;
  const [ownDigest, ownSignature] = childrenTagged(protection, TAG.sequence);
  const name = (algorithm: DerValue | undefined): string => readOid(childrenOf(algorithm ?? Buffer.alloc(0))[0]);
  const same = ownSignature?.tag === contextTag(1) && name(ownDigest) === name(digest) && name(ownSignature) === name(signature);
  if (!same) throw new Fault('malformedSignature', { reason: 'other algorithms are signed' });
}

function findSigner({ certificates, signer: { identifier } }: SignedData): Certificate {
  const found = certificates.find((one) =>
    'keyIdentifier' in identifier
      ? one.keyIdentifier?.equals(identifier.keyIdentifier)
      : one.issuer.equals(identifier.issuer) && one.serial.equals(identifier.serial),
  );
  if (!found) throw new Fault('signerMissing');
  return found;
}
