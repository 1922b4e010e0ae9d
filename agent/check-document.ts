/**
 * What is to be signed, made anew from the bytes that are shown: nothing that the server says about them is believed. Pure.
 */
import { createHash } from 'node:crypto';
import { Rejection } from '../errors.ts';
import { buildSignedAttributes, type SignatureRequest } from '../signing/cms/build-signed-attributes.ts';
import { ALGORITHMS, algorithmFor } from '../signing/crypto/signing-algorithm.ts';
import { readPrepared } from '../signing/pdf/read-prepared.ts';
import type { Certificate } from '../signing/trust/certificate.ts';
import type { AskedDocument } from './agent-protocol.ts';

/** Why what is asked for is not what is shown. */
export class Tampered extends Error {}

/** The request that this very file and this very certificate come to. Throws Tampered. */
export function checkDocument(pdf: Buffer, asked: AskedDocument, certificate: Certificate): SignatureRequest {
  if (createHash('sha256').update(pdf).digest('hex') !== asked.shown) throw new Tampered('other bytes than were shown on the page');
  const request = requestFor(pdf, asked.field, certificate);
  const isSame =
    request.algorithm === asked.algorithm &&
    request.attributes.equals(Buffer.from(asked.attributes, 'base64')) &&
    request.digest.equals(Buffer.from(asked.digest, 'base64'));
  if (!isSame) throw new Tampered('a signature over something else than these bytes was asked for');
  return request;
}

function requestFor(pdf: Buffer, field: string, certificate: Certificate): SignatureRequest {
  try {
    const algorithm = algorithmFor(certificate.key);
    const [before, after] = readPrepared(pdf, field);
    const digest = createHash(ALGORITHMS[algorithm].digest).update(before).update(after).digest();
    return buildSignedAttributes(digest, certificate, algorithm);
  } catch (error) {
    if (error instanceof Rejection) throw new Tampered(error.message);
    throw error;
  }
}
