import { createHash } from 'node:crypto';
import { Rejection } from '../../errors.ts';
import { OID } from '../../signing/asn1/oids.ts';
import { childrenTagged, expectTag, readDer } from '../../signing/asn1/read-der.ts';
import { readOid } from '../../signing/asn1/read-oid.ts';
import { TAG, contextTag } from '../../signing/asn1/tags.ts';
import { integer, octetString, oid, sequence, setOf, tagged } from '../../signing/asn1/write-der.ts';
import type { Certificate } from '../../signing/trust/certificate.ts';
import type { DemoPart } from './demo-authority-part.ts';
import { identifierOf, signBytes } from './demo-key.ts';
import { generalizedTimeOf } from './der-parts.ts';

export interface TimeStampDesk {
  readonly stamper: DemoPart;
  readonly chain: readonly Certificate[];
  /** no two tokens have the same */
  nextSerial(): Buffer;
}

/** Under the number that IANA keeps for documentation (RFC 5612): nobody's real policy. */
const POLICY = '1.3.6.1.4.1.32473.1.1';
const LENGTHS: Readonly<Record<string, number>> = { [OID.sha256]: 32, [OID.sha384]: 48, [OID.sha512]: 64 };
/** PKIStatusInfo: rejection, with badAlg or badDataFormat (RFC 3161 2.4.2). */
const refusal = (bits: readonly number[]): Buffer => sequence(sequence(integer(2), tagged(TAG.bitString, Buffer.from(bits))));
const BAD_ALGORITHM = refusal([0x07, 0x80]);
const BAD_FORMAT = refusal([0x02, 0x04]);

/** The answer (DER) to a time-stamp request (RFC 3161 2.4): a token of whole seconds, or why not. */
export function answerTimeStamp(request: Buffer, desk: TimeStampDesk, now: number): Buffer {
  try {
    const [, imprint, ...rest] = childrenTagged(readDer(request), TAG.sequence);
    const [algorithm, digest] = childrenTagged(imprint, TAG.sequence);
    const length = LENGTHS[readOid(childrenTagged(algorithm, TAG.sequence)[0])];
    if (expectTag(digest, TAG.octetString).content.length !== length) return BAD_ALGORITHM;
    const nonce = rest.find(({ tag }) => tag === TAG.integer)?.raw;
    return sequence(sequence(integer(0)), tokenOf(tstInfo(expectTag(imprint, TAG.sequence).raw, nonce, desk, now), desk));
  } catch (error) {
    if (error instanceof Rejection) return BAD_FORMAT;
    throw error;
  }
}

function tstInfo(imprint: Buffer, nonce: Buffer | undefined, { nextSerial }: TimeStampDesk, now: number): Buffer {
  const accuracy = sequence(integer(1));
  return sequence(integer(1), oid(POLICY), imprint, integer(nextSerial()), generalizedTimeOf(now), accuracy, ...(nonce ? [nonce] : []));
}

/** TimeStampToken: signed data of version 3 with the content inside (RFC 5652 5.1). */
function tokenOf(info: Buffer, { stamper, chain }: TimeStampDesk): Buffer {
  const { certificate, key } = stamper;
  const sha256 = sequence(oid(OID.sha256));
  const attributes = setOf(
    attribute(OID.contentType, oid(OID.tstInfo)),
    attribute(OID.messageDigest, octetString(digestOf(info))),
    attribute(OID.signingCertificateV2, sequence(sequence(sequence(octetString(digestOf(certificate.der)))))),
  );
  const inside = Buffer.from(attributes);
  inside[0] = contextTag(0);
  const signer = sequence(
    integer(1),
    sequence(certificate.issuer, tagged(TAG.integer, certificate.serial)),
    sha256,
    inside,
    identifierOf(key),
    octetString(signBytes(attributes, key)),
  );
  const certificates = [certificate, ...chain].map(({ der }) => der).toSorted(Buffer.compare);
  const data = sequence(
    integer(3),
    setOf(sha256),
    sequence(oid(OID.tstInfo), tagged(contextTag(0), octetString(info))),
    tagged(contextTag(0), ...certificates),
    setOf(signer),
  );
  return sequence(oid(OID.signedData), tagged(contextTag(0), data));
}

const attribute = (type: string, value: Buffer): Buffer => sequence(oid(type), setOf(value));
const digestOf = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
