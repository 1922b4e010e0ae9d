import { Rejection } from '../../errors.ts';
import { OID } from '../asn1/oids.ts';
import { childrenOf, childrenTagged, readDer, smallNumber } from '../asn1/read-der.ts';
import { TAG } from '../asn1/tags.ts';
import { integer, nullValue, octetString, oid, sequence, trueValue } from '../asn1/write-der.ts';
import { readSignedData } from '../cms/read-signed-data.ts';
import { malformed } from '../malformed.ts';
import { readTimeStampInfo } from './time-stamp-token.ts';

/** A request for a time-stamp over a SHA-256 digest (RFC 3161 2.4.1), and what its answer must say. */
export interface TimeStampRequest {
  readonly der: Buffer;
  readonly digest: Buffer;
  readonly nonce: Buffer;
}

/** `nonce`: some random octets, so that no older answer fits. */
export function buildTimeStampRequest(digest: Buffer, nonce: Buffer): TimeStampRequest {
  const imprint = sequence(sequence(oid(OID.sha256), nullValue()), octetString(digest));
  const number = integer(nonce);
  return { der: sequence(integer(1), imprint, number, trueValue()), digest, nonce: readDer(number).content };
}

/**
 * The token of an answer (RFC 3161 2.4.2), if it is for this request. Its signature and authority are checked when the document is verified.
 * Throws Rejection `signing.timeStampRefused`, `signing.timeStamp` or `signing.asn1`.
 */
export function readTimeStampResponse(response: Buffer, request: TimeStampRequest): Buffer {
  const [status, token] = childrenTagged(readDer(response), TAG.sequence);
  const code = smallNumber(childrenOf(status ?? Buffer.alloc(0))[0]);
  // granted, or granted with modifications
  if (code > 1)
    throw new Rejection('validation', 'signing.timeStampRefused', `Expected a time-stamp, but the authority refused with status ${code}.`);
  if (!token) throw malformed('timeStamp', 'Expected a token.');
  const info = readTimeStampInfo(readSignedData(token.raw).content ?? Buffer.alloc(0));
  const same = info.digest === 'sha256' && info.imprint.equals(request.digest) && info.nonce?.equals(request.nonce);
  if (same !== true) throw malformed('timeStamp', 'Expected a time-stamp for this request.');
  return token.raw;
}
