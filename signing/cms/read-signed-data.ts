import type { DerValue } from '../asn1/der-value.ts';
import { OID } from '../asn1/oids.ts';
import { childrenOf, childrenTagged, expectTag, insideOf, readDer } from '../asn1/read-der.ts';
import { readOid } from '../asn1/read-oid.ts';
import { TAG, contextTag, primitiveTag } from '../asn1/tags.ts';
import { digestOf } from '../crypto/digest-name.ts';
import { Fault } from '../finding.ts';
import { malformed } from '../malformed.ts';
import { Certificate } from '../trust/certificate.ts';
import type { SignedData, SignerInfo } from './signed-data.ts';

const MAX_CERTIFICATES = 32;

/**
 * Reads a ContentInfo (DER) with SignedData. Throws Rejection `signing.cms`, `signing.asn1`, `signing.certificate` or
 * `signing.weakAlgorithm`; Fault `attributeMissing` for a signer without signed attributes, which would sign the content itself and so
 * could be taken for a signature over attributes.
 */
export function readSignedData(der: Buffer): SignedData {
  const [type, wrapped, ...more] = childrenTagged(readDer(der), TAG.sequence);
  if (readOid(type) !== OID.signedData || !wrapped || more.length > 0) throw malformed('cms', 'Expected signed data.');
  const [, , encapsulated, ...rest] = childrenTagged(insideOf(wrapped), TAG.sequence);
  const [contentType, content] = childrenTagged(encapsulated, TAG.sequence);
  const signers = childrenTagged(rest.at(-1), TAG.set);
  const [signer] = signers;
  if (!signer || signers.length !== 1) throw malformed('cms', `Expected one signer, but found ${signers.length}.`);
  return {
    contentType: readOid(contentType),
    content: content && expectTag(insideOf(content), TAG.octetString).content,
    certificates: readCertificates(rest.find(({ tag }) => tag === contextTag(0))),
    crls: crlsOf(rest.find(({ tag }) => tag === contextTag(1))),
    signer: readSigner(signer),
  };
}

function readCertificates(set: DerValue | undefined): readonly Certificate[] {
  // other choices of CertificateChoices are obsolete and carry nothing that is checked
  const certificates = set ? childrenOf(set).filter(({ tag }) => tag === TAG.sequence) : [];
  if (certificates.length > MAX_CERTIFICATES) throw malformed('cms', 'Expected fewer certificates.');
  return certificates.map(({ raw }) => new Certificate(raw));
}

function crlsOf(set: DerValue | undefined): readonly Buffer[] {
  return set
    ? childrenOf(set)
        .filter(({ tag }) => tag === TAG.sequence)
        .map(({ raw }) => raw)
    : [];
}

function readSigner(signer: DerValue): SignerInfo {
  const [, identifier, digestAlgorithm, attributes, ...rest] = childrenTagged(signer, TAG.sequence);
  if (!identifier || !digestAlgorithm) throw malformed('cms', 'Expected a whole signer.');
  if (attributes?.tag !== contextTag(0)) throw new Fault('attributeMissing', { attribute: 'signedAttrs' });
  const [signatureAlgorithm, signature, unsigned] = rest;
  if (!signatureAlgorithm) throw malformed('cms', 'Expected a signature algorithm.');
  const attributesDer = Buffer.from(attributes.raw);
  attributesDer[0] = TAG.set;
  return {
    identifier: readIdentifier(identifier),
    digestAlgorithm,
    digest: digestOf(digestAlgorithm),
    attributes: readSigned(attributes),
    attributesDer,
    signatureAlgorithm,
    signature: expectTag(signature, TAG.octetString).content,
    unsignedAttributes: unsigned ? readAttributes(expectTag(unsigned, contextTag(1))) : new Map(),
  };
}

function readIdentifier(identifier: DerValue): SignerInfo['identifier'] {
  if (identifier.tag === primitiveTag(0)) return { keyIdentifier: identifier.content };
  const [issuer, serial] = childrenTagged(identifier, TAG.sequence);
  if (!issuer) throw malformed('cms', 'Expected the identifier of the signer.');
  return { issuer: issuer.raw, serial: expectTag(serial, TAG.integer).content };
}

function readAttributes(set: DerValue): ReadonlyMap<string, readonly DerValue[]> {
  const attributes = new Map<string, readonly DerValue[]>();
  for (const attribute of childrenOf(set)) {
    const [type, values] = childrenTagged(attribute, TAG.sequence);
    const oid = readOid(type);
    if (attributes.has(oid)) throw malformed('cms', `Expected attribute ${oid} once.`);
    attributes.set(oid, childrenTagged(values, TAG.set));
  }
  return attributes;
}

/** Signed attributes have one value each: with two, readers would choose differently. */
function readSigned(set: DerValue): ReadonlyMap<string, DerValue> {
  const single = new Map<string, DerValue>();
  for (const [oid, [value, ...more]] of readAttributes(set)) {
    if (!value || more.length > 0) throw malformed('cms', `Expected one value of attribute ${oid}.`);
    single.set(oid, value);
  }
  return single;
}
