import { createHash } from 'node:crypto';
import { OID } from '../asn1/oids.ts';
import { TAG } from '../asn1/tags.ts';
import { nullValue, octetString, oid, sequence, tagged } from '../asn1/write-der.ts';
import type { Certificate } from './certificate.ts';

const sha1 = (bytes: Buffer): Buffer => createHash('sha1').update(bytes).digest();

/** An OCSP request (RFC 6960 4.1.1) for one certificate. SHA-1 is what every responder understands; it only identifies the issuer. */
export function buildOcspRequest(certificate: Certificate, issuer: Certificate): Buffer {
  const identifier = sequence(
    sequence(oid(OID.sha1), nullValue()),
    octetString(sha1(certificate.issuer)),
    octetString(sha1(issuer.keyOctets)),
    tagged(TAG.integer, certificate.serial),
  );
  return sequence(sequence(sequence(sequence(identifier))));
}
