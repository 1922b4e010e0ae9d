/**
 * Signs a PDF in the two halves that every key needs: the server prepares, somebody elsewhere signs a digest, the server checks and embeds.
 * No private key comes near: a USB token, an HSM and a remote service all look like `SignElsewhere`. Pure but for what is handed in.
 */
import { createHash } from 'node:crypto';
import { buildSignedAttributes, type SignatureRequest } from './cms/build-signed-attributes.ts';
import { assembleSignedData } from './cms/assemble-signed-data.ts';
import { checkSignature } from './cms/check-signature.ts';
import { ALGORITHMS, algorithmFor } from './crypto/signing-algorithm.ts';
import { embedSignature } from './pdf/embed-signature.ts';
import { prepareSignature, type SignatureSpec } from './pdf/prepare-signature.ts';
import { prepareTimeStamp } from './pdf/prepare-time-stamp.ts';
import type { PreparedSignature } from './pdf/prepared-signature.ts';
import type { Certificate } from './trust/certificate.ts';

/** Who signs: the certificate, and its issuers without or with the anchor. */
export interface SignerIdentity {
  readonly certificate: Certificate;
  readonly chain: readonly Certificate[];
}

/** Gives the raw signature over `request.attributes`, or over `request.digest` for who only signs digests; ECDSA in DER. */
export type SignElsewhere = (request: SignatureRequest) => Promise<Buffer>;
/** Gives a TimeStampToken (DER) for a SHA-256 digest. */
export type TimeStamp = (digest: Buffer) => Promise<Buffer>;
export type Random = (bytes: number) => Buffer;

/** A file that waits for its signature, and what must be signed. */
export interface SignatureJob {
  readonly prepared: PreparedSignature;
  readonly request: SignatureRequest;
}

/** First half. Throws Rejection; see prepareSignature. */
export function prepare(
  pdf: Buffer,
  spec: Omit<SignatureSpec, 'digestName'>,
  { certificate }: SignerIdentity,
  random: Random,
): SignatureJob {
  const algorithm = algorithmFor(certificate.key);
  const prepared = prepareSignature(pdf, { ...spec, digestName: ALGORITHMS[algorithm].digest }, random);
  return { prepared, request: buildSignedAttributes(prepared.digest, certificate, algorithm) };
}

/**
 * Second half: checks what came back, time-stamps it where `timeStamp` is given (PAdES B-T), and embeds it (PAdES B-B). Throws Rejection
 * `signing.wrongSignature` or `signing.noRoom` with nothing written.
 */
export async function complete(
  job: SignatureJob,
  signature: Buffer,
  { certificate, chain }: SignerIdentity,
  timeStamp?: TimeStamp,
): Promise<Buffer> {
  checkSignature(job.request, signature, certificate);
  const token = await timeStamp?.(createHash('sha256').update(signature).digest());
  const der = assembleSignedData({ request: job.request, signature, certificate, chain, ...(token && { timeStamp: token }) });
  return embedSignature(job.prepared, der);
}

/** Appends a document time-stamp over everything before it: with evidence in the file, PAdES B-LTA. */
export async function stampDocument(pdf: Buffer, timeStamp: TimeStamp, random: Random): Promise<Buffer> {
  const prepared = prepareTimeStamp(pdf, random);
  return embedSignature(prepared, await timeStamp(prepared.digest));
}
