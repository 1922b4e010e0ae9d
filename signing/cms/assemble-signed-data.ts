import { OID } from '../asn1/oids.ts';
import { TAG, contextTag } from '../asn1/tags.ts';
import { integer, octetString, oid, sequence, setOf, tagged } from '../asn1/write-der.ts';
import { ALGORITHMS } from '../crypto/signing-algorithm.ts';
import type { Certificate } from '../trust/certificate.ts';
import type { SignatureRequest } from './build-signed-attributes.ts';

export interface SignatureParts {
  readonly request: SignatureRequest;
  readonly signature: Buffer;
  readonly certificate: Certificate;
  /** issuers of the certificate, without or with the anchor */
  readonly chain: readonly Certificate[];
  /** TimeStampToken over the signature (DER), for PAdES B-T */
  readonly timeStamp?: Buffer;
}

/** The detached CMS signature (RFC 5652 5.1) of what was signed elsewhere. Check the signature first: see check-signature.ts. */
export function assembleSignedData({ request, signature, certificate, chain, timeStamp }: SignatureParts): Buffer {
  const { digestOid, identifier } = ALGORITHMS[request.algorithm];
  const digestAlgorithm = sequence(oid(digestOid));
  const attributes = Buffer.from(request.attributes);
  attributes[0] = contextTag(0);
  const unsigned = timeStamp ? [tagged(contextTag(1), sequence(oid(OID.timeStampToken), setOf(timeStamp)))] : [];
  const signer = sequence(
    integer(1),
    sequence(certificate.issuer, tagged(TAG.integer, certificate.serial)),
    digestAlgorithm,
    attributes,
    identifier,
    octetString(signature),
    ...unsigned,
  );
  const certificates = [certificate, ...chain].map(({ der }) => der).toSorted(Buffer.compare);
  const data = sequence(integer(1), setOf(digestAlgorithm), sequence(oid(OID.data)), tagged(contextTag(0), ...certificates), setOf(signer));
  return sequence(oid(OID.signedData), tagged(contextTag(0), data));
}
