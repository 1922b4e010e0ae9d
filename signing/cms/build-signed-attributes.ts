import { createHash } from 'node:crypto';
import { OID } from '../asn1/oids.ts';
import { readDer } from '../asn1/read-der.ts';
import { octetString, oid, sequence, setOf, tagged } from '../asn1/write-der.ts';
import { TAG, contextTag } from '../asn1/tags.ts';
import { ALGORITHMS, type SigningAlgorithm } from '../crypto/signing-algorithm.ts';
import type { Certificate } from '../trust/certificate.ts';

/** What a signer elsewhere gets: the attributes (DER of a SET) whose signature is asked for, and their digest for who only signs digests. */
export interface SignatureRequest {
  readonly attributes: Buffer;
  readonly digest: Buffer;
  readonly algorithm: SigningAlgorithm;
}

const attribute = (type: string, value: Buffer): Buffer => sequence(oid(type), setOf(value));

/**
 * The signed attributes of a PAdES signature (ETSI EN 319 142-1, 6.3): content type, digest of the covered bytes, the certificate, and the
 * algorithms themselves (RFC 6211). No signing-time: the claimed time stands in the signature dictionary.
 */
export function buildSignedAttributes(contentDigest: Buffer, certificate: Certificate, algorithm: SigningAlgorithm): SignatureRequest {
  const { digest, digestOid, identifier } = ALGORITHMS[algorithm];
  const attributes = setOf(
    attribute(OID.contentType, oid(OID.data)),
    attribute(OID.messageDigest, octetString(contentDigest)),
    attribute(OID.signingCertificateV2, signingCertificate(certificate)),
    attribute(OID.algorithmProtection, sequence(sequence(oid(digestOid)), tagged(contextTag(1), readDer(identifier).content))),
  );
  return { attributes, digest: createHash(digest).update(attributes).digest(), algorithm };
}

/** SigningCertificateV2 (RFC 5035 3): with SHA-256, the default, the hash algorithm is absent in DER. */
function signingCertificate({ der, issuer, serial }: Certificate): Buffer {
  const hash = octetString(createHash('sha256').update(der).digest());
  const issuerSerial = sequence(sequence(tagged(contextTag(4), issuer)), tagged(TAG.integer, serial));
  return sequence(sequence(sequence(hash, issuerSerial)));
}
