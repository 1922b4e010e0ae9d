/**
 * Finds out which certificates of a signed file need evidence, and adds what the callback brings (PAdES B-LT). It may come days after the
 * signatures: it is always a revision of its own, and never goes into a signature that was made.
 */
import { Rejection } from '../errors.ts';
import { OID } from './asn1/oids.ts';
import { readSignedData } from './cms/read-signed-data.ts';
import type { SignedData } from './cms/signed-data.ts';
import { addValidationData } from './pdf/add-validation-data.ts';
import { PdfDocument } from './pdf/pdf-document.ts';
import type { Random } from './sign-pdf.ts';
import { buildPath } from './trust/build-path.ts';
import { Certificate } from './trust/certificate.ts';
import { readOcspResponse } from './trust/read-ocsp-response.ts';
import type { TrustAnchor } from './trust/trust-anchor.ts';
import { findSignatures } from './verify/find-signatures.ts';
import { readCoverage } from './verify/read-coverage.ts';
import { readSecurityStore } from './verify/read-security-store.ts';

/** An OCSP response or a revocation list (DER) about `certificate`; neither if none is to be had now. */
export type FetchEvidence = (
  certificate: Certificate,
  issuer: Certificate,
) => Promise<{ readonly ocspResponse?: Buffer; readonly crl?: Buffer }>;

export interface EvidenceOptions {
  readonly anchors: readonly TrustAnchor[];
  /** further intermediate certificates */
  readonly certificates?: readonly Certificate[];
  /** milliseconds of the epoch */
  readonly at: number;
  readonly fetch: FetchEvidence;
  readonly random: Random;
}

interface Link {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
}

/**
 * The file with a revision that holds all evidence for its signatures and time-stamps. Throws Rejection `signing.evidenceIncomplete` when a
 * path or an answer is missing: half the evidence would look like all of it.
 */
export async function addEvidence(pdf: Buffer, options: EvidenceOptions): Promise<Buffer> {
  const document = new PdfDocument(pdf);
  const signatures = findSignatures(document).signatures.map((signature) => readCoverage(document, signature));
  const data = signatures.flatMap(({ der }) => withTokens(readSignedData(der)));
  const pool = [
    ...data.flatMap(({ certificates }) => certificates),
    ...readSecurityStore(document).certificates,
    ...(options.certificates ?? []),
  ];
  const links = unique(data.flatMap((one) => linksOf(one, pool, options)));
  const found = await Promise.all(links.map((link) => fetchOne(link, options)));
  const ocspResponses = found.flatMap(({ ocspResponse }) => ocspResponse ?? []);
  // a responder that is not exempt needs a list of its own issuer, which the fetch brings as a link of its own
  const responders = await Promise.all(respondersOf(ocspResponses, links).map((link) => fetchOne(link, options)));
  return addValidationData(
    pdf,
    {
      certificates: links.flatMap(({ certificate, issuer }) => [certificate.der, issuer.der]),
      ocspResponses,
      crls: [...found, ...responders].flatMap(({ crl }) => crl ?? []),
    },
    signatures.map(({ contents }) => contents),
    options.random,
  );
}

/** A signature with the time-stamps over it. */
function withTokens(data: SignedData): readonly SignedData[] {
  const tokens = data.signer.unsignedAttributes.get(OID.timeStampToken) ?? [];
  return [data, ...tokens.map(({ raw }) => readSignedData(raw))];
}

function linksOf(
  { certificates, signer: { identifier } }: SignedData,
  pool: readonly Certificate[],
  { anchors, at }: EvidenceOptions,
): readonly Link[] {
  const signer = certificates.find(
    (one) => 'serial' in identifier && one.serial.equals(identifier.serial) && one.issuer.equals(identifier.issuer),
  );
  const result = signer && buildPath(signer, pool, anchors, at);
  if (!result || 'failure' in result) {
    throw new Rejection(
      'conflict',
      'signing.evidenceIncomplete',
      `Expected a path from ${signer?.name ?? 'the signer'} to a trusted authority.`,
    );
  }
  return result.path.slice(0, -1).map((certificate, index) => ({ certificate, issuer: result.path[index + 1] ?? certificate }));
}

function unique(links: readonly Link[]): readonly Link[] {
  return [...new Map(links.map((link) => [link.certificate.fingerprint, link])).values()];
}

async function fetchOne({ certificate, issuer }: Link, { fetch }: EvidenceOptions): Promise<Awaited<ReturnType<FetchEvidence>>> {
  const answer = await fetch(certificate, issuer);
  if (answer.ocspResponse || answer.crl) return answer;
  throw new Rejection('conflict', 'signing.evidenceIncomplete', `Expected evidence about ${certificate.name}.`);
}

function respondersOf(responses: readonly Buffer[], links: readonly Link[]): readonly Link[] {
  const responders = responses
    .flatMap((der) => readOcspResponse(der).certificates)
    .filter(({ extensions }) => !extensions.has(OID.ocspNoCheck));
  return unique(
    responders.flatMap((certificate) => {
      const issuer = links.find((link) => link.issuer.subject.equals(certificate.issuer))?.issuer;
      return issuer ? [{ certificate, issuer }] : [];
    }),
  );
}
