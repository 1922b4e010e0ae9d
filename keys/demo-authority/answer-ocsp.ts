import { createHash } from 'node:crypto';
import { Rejection } from '../../errors.ts';
import type { DerValue } from '../../signing/asn1/der-value.ts';
import { OID } from '../../signing/asn1/oids.ts';
import { childrenTagged, expectTag, insideOf, readDer } from '../../signing/asn1/read-der.ts';
import { readOid } from '../../signing/asn1/read-oid.ts';
import { TAG, contextTag, primitiveTag } from '../../signing/asn1/tags.ts';
import { octetString, oid, sequence, tagged } from '../../signing/asn1/write-der.ts';
import type { DemoPart } from './demo-authority-part.ts';
import { signedStructure } from './demo-key.ts';
import { enumerated, generalizedTimeOf } from './der-parts.ts';

export type CertificateStatus = 'good' | 'unknown' | { readonly revokedAt: number };

export interface OcspDesk {
  readonly issuer: DemoPart;
  /** signs for the issuer */
  readonly responder: DemoPart;
  statusOf(serial: Buffer): CertificateStatus;
}

const LIFE_MS = 3_600_000;
const MOST_QUESTIONS = 16;
const OCSP_NONCE = '1.3.6.1.5.5.7.48.1.2';
const MALFORMED = sequence(enumerated(1));

/** The answer (DER) to an OCSP request (RFC 6960 4): what cannot be read is answered as malformed. */
export function answerOcsp(request: Buffer, desk: OcspDesk, now: number): Buffer {
  try {
    return respond(request, desk, now);
  } catch (error) {
    if (error instanceof Rejection) return MALFORMED;
    throw error;
  }
}

function respond(request: Buffer, desk: OcspDesk, now: number): Buffer {
  const fields = childrenTagged(childrenTagged(readDer(request), TAG.sequence)[0], TAG.sequence);
  const questions = childrenTagged(
    fields.find(({ tag }) => tag === TAG.sequence),
    TAG.sequence,
  );
  if (questions.length === 0 || questions.length > MOST_QUESTIONS) return MALFORMED;
  const singles = questions.map((question) => single(childrenTagged(question, TAG.sequence)[0], desk, now));
  const nonce = nonceOf(fields.find(({ tag }) => tag === contextTag(2)));
  const keyHash = createHash('sha1').update(desk.responder.certificate.keyOctets).digest();
  const data = sequence(
    tagged(contextTag(2), octetString(keyHash)),
    generalizedTimeOf(now),
    sequence(...singles),
    ...(nonce ? [tagged(contextTag(1), sequence(nonce))] : []),
  );
  const basic = signedStructure(data, desk.responder.key, tagged(contextTag(0), sequence(desk.responder.certificate.der)));
  return sequence(enumerated(0), tagged(contextTag(0), sequence(oid(OID.ocspBasic), octetString(basic))));
}

function single(id: DerValue | undefined, desk: OcspDesk, now: number): Buffer {
  const known = expectTag(id, TAG.sequence);
  return sequence(
    known.raw,
    statusValue(isOurs(known, desk) ? desk.statusOf(serialOf(known)) : 'unknown'),
    generalizedTimeOf(now),
    tagged(contextTag(0), generalizedTimeOf(now + LIFE_MS)),
  );
}

function isOurs(id: DerValue, { issuer }: OcspDesk): boolean {
  const [algorithm, name, key] = childrenTagged(id, TAG.sequence);
  const hash = { [OID.sha1]: 'sha1', [OID.sha256]: 'sha256' }[readOid(childrenTagged(algorithm, TAG.sequence)[0])];
  if (hash === undefined || !name || !key) return false;
  const digest = (bytes: Buffer): Buffer => createHash(hash).update(bytes).digest();
  return name.content.equals(digest(issuer.certificate.subject)) && key.content.equals(digest(issuer.certificate.keyOctets));
}

const serialOf = (id: DerValue): Buffer => expectTag(childrenTagged(id, TAG.sequence)[3], TAG.integer).content;

function statusValue(status: CertificateStatus): Buffer {
  if (status === 'good') return tagged(primitiveTag(0));
  if (status === 'unknown') return tagged(primitiveTag(2));
  return tagged(contextTag(1), generalizedTimeOf(status.revokedAt));
}

/** The request's own nonce goes back as it came (RFC 8954). */
function nonceOf(extensions: DerValue | undefined): Buffer | undefined {
  if (!extensions) return undefined;
  const list = childrenTagged(insideOf(extensions), TAG.sequence);
  return list.find((one) => readOid(childrenTagged(one, TAG.sequence)[0]) === OCSP_NONCE)?.raw;
}
