import type { DerValue } from '../asn1/der-value.ts';
import { OID } from '../asn1/oids.ts';
import { bitStringOctets, childrenTagged, expectTag, insideOf, readDer, smallNumber } from '../asn1/read-der.ts';
import { readOid } from '../asn1/read-oid.ts';
import { readTime } from '../asn1/read-time.ts';
import { TAG, contextTag, primitiveTag } from '../asn1/tags.ts';
import { malformed } from '../malformed.ts';
import { Certificate } from './certificate.ts';
import { readExtensions, unknownCritical } from './extensions.ts';

/** What a response says about one certificate (RFC 6960 4.2.1). */
export interface SingleResponse {
  readonly hashOid: string;
  readonly issuerNameHash: Buffer;
  readonly issuerKeyHash: Buffer;
  readonly serial: Buffer;
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly revokedAt?: number;
  readonly thisUpdate: number;
  readonly nextUpdate?: number;
}

export interface OcspResponse {
  /** what the responder signed */
  readonly data: Buffer;
  readonly algorithm: DerValue;
  readonly signature: Buffer;
  readonly certificates: readonly Certificate[];
  readonly producedAt: number;
  readonly responses: readonly SingleResponse[];
}

const MAX_CERTIFICATES = 8;

/** A successful basic response. Throws Rejection `signing.evidence` or `signing.asn1`. */
export function readOcspResponse(der: Buffer): OcspResponse {
  const [status, wrapped] = childrenTagged(readDer(der), TAG.sequence);
  if (smallNumber(expectTag(status, TAG.enumerated)) !== 0 || !wrapped) throw malformed('evidence', 'Expected a successful OCSP response.');
  const [type, octets] = childrenTagged(insideOf(wrapped), TAG.sequence);
  if (readOid(type) !== OID.ocspBasic) throw malformed('evidence', 'Expected a basic OCSP response.');
  const basic = readDer(expectTag(octets, TAG.octetString).content);
  const [data, algorithm, signature, certificates] = childrenTagged(basic, TAG.sequence);
  if (!data || !algorithm) throw malformed('evidence', 'Expected a whole OCSP response.');
  const list = certificates ? childrenTagged(insideOf(certificates), TAG.sequence) : [];
  if (list.length > MAX_CERTIFICATES) throw malformed('evidence', 'Expected fewer certificates in an OCSP response.');
  return {
    data: data.raw,
    algorithm,
    signature: bitStringOctets(signature),
    certificates: list.map(({ raw }) => new Certificate(raw)),
    ...readData(data),
  };
}

function readData(data: DerValue): Pick<OcspResponse, 'producedAt' | 'responses'> {
  const all = childrenTagged(data, TAG.sequence);
  const [, producedAt, responses, extensions] = all[0]?.tag === contextTag(0) ? all.slice(1) : all;
  // the responder's identifier, by name or key: who signed is found out by the signature
  if (extensions?.tag === contextTag(1)) refuseCritical(insideOf(extensions));
  return { producedAt: readTime(producedAt), responses: childrenTagged(responses, TAG.sequence).map(readSingle) };
}

function readSingle(single: DerValue): SingleResponse {
  const [identifier, status, thisUpdate, ...rest] = childrenTagged(single, TAG.sequence);
  const [hash, name, key, serial] = childrenTagged(identifier, TAG.sequence);
  const nextUpdate = rest.find(({ tag }) => tag === contextTag(0));
  const extensions = rest.find(({ tag }) => tag === contextTag(1));
  if (extensions) refuseCritical(insideOf(extensions));
  return {
    hashOid: readOid(childrenTagged(hash, TAG.sequence)[0]),
    issuerNameHash: expectTag(name, TAG.octetString).content,
    issuerKeyHash: expectTag(key, TAG.octetString).content,
    serial: expectTag(serial, TAG.integer).content,
    ...readStatus(status),
    thisUpdate: readTime(thisUpdate),
    ...(nextUpdate && { nextUpdate: readTime(insideOf(nextUpdate)) }),
  };
}

function readStatus(status: DerValue | undefined): Pick<SingleResponse, 'status' | 'revokedAt'> {
  if (status?.tag === primitiveTag(0)) return { status: 'good' };
  if (status?.tag === contextTag(1)) return { status: 'revoked', revokedAt: readTime(childrenTagged(status, contextTag(1))[0]) };
  if (status?.tag === primitiveTag(2)) return { status: 'unknown' };
  throw malformed('evidence', 'Expected good, revoked or unknown.');
}

function refuseCritical(list: DerValue): void {
  const unknown = unknownCritical(readExtensions(list), new Set());
  if (unknown.length > 0) throw malformed('evidence', `Expected no critical extension, but found ${unknown.join(', ')}.`);
}
