/**
 * Validates the signatures of a PDF after ETSI EN 319 102-1 (basic, with time, with long-term data) and against the known attacks on PDF
 * signatures. Pure: no network and no clock; anchors, time and further evidence are given. Whatever the file says, the answer is a report:
 * only a defect of ours throws.
 */
import { createHash } from 'node:crypto';
import { Rejection } from '../errors.ts';
import { compareRevisions } from './compare/compare-revisions.ts';
import { conclude, type Finding } from './finding.ts';
import { findStrayBytes } from './pdf/find-stray-bytes.ts';
import { LIMIT } from './pdf/limits.ts';
import { PdfDocument } from './pdf/pdf-document.ts';
import type { ValidationData } from './pdf/add-validation-data.ts';
import type { VerificationReport } from './report/verification-report.ts';
import type { TrustAnchor } from './trust/trust-anchor.ts';
import { checkIntegrity, type CheckedSignature } from './verify/check-integrity.ts';
import { findSignatures, type FoundSignatures } from './verify/find-signatures.ts';
import { judgeLevel } from './verify/judge-level.ts';
import { judgeSignature } from './verify/judge-signature.ts';
import { judgeTimeStamp, type TimeStampJudgment } from './verify/judge-time-stamp.ts';
import { readCertification } from './verify/read-certification.ts';
import { readCertificate, readSecurityStore, type SecurityStore } from './verify/read-security-store.ts';
import { reportFinding, reportSignature, type JudgedSignature } from './verify/report-signature.ts';
import { evidenceReader, provenAt, type ProofOfExistence, type ValidationContext } from './verify/validation-context.ts';

export interface VerificationOptions {
  readonly anchors: readonly TrustAnchor[];
  /** for time-stamp authorities, if others than for signers */
  readonly timeStampAnchors?: readonly TrustAnchor[];
  /** the time for which the file is judged, milliseconds of the epoch */
  readonly at: number;
  /** what is known beside the file: intermediate certificates, fresh answers */
  readonly evidence?: ValidationData;
}

export function verifyPdf(pdf: Buffer, options: VerificationOptions): VerificationReport {
  try {
    return validate(pdf, options);
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    return conclusion(pdf, options, [], [], [{ code: 'unreadable', details: { reason: error.message } }]);
  }
}

/** Throws Rejection `signing.*` for a file that is not read as the standards demand. */
function validate(pdf: Buffer, options: VerificationOptions): VerificationReport {
  const document = new PdfDocument(pdf);
  const stray = findStrayBytes(document).map(({ code, at, length }): Finding => ({ code, details: { at, length } }));
  const found = findSignatures(document);
  if (found.signatures.length > LIMIT.signatures) {
    return conclusion(pdf, options, [], found.unsignedFields, [
      { code: 'tooManySignatures', details: { signatures: found.signatures.length } },
    ]);
  }
  const unsigned: readonly Finding[] = found.signatures.length === 0 ? [{ code: 'notSigned', details: {} }] : [];
  const reports = judgeAll(document, found, options).map((one) => reportSignature(document, one));
  return conclusion(pdf, options, reports, found.unsignedFields, [...stray, ...found.findings, ...unsigned]);
}

/** The revisions of the file, each read once. */
function revisionsOf(document: PdfDocument): (end: number) => PdfDocument {
  const revisions = new Map([[document.bytes.length, document]]);
  return (end) => {
    const revision = revisions.get(end) ?? new PdfDocument(document.bytes, end);
    revisions.set(end, revision);
    return revision;
  };
}

function judgeAll(document: PdfDocument, found: FoundSignatures, options: VerificationOptions): readonly JudgedSignature[] {
  const openRevision = revisionsOf(document);
  const checked = found.signatures
    .map((signature) => checkIntegrity(document, signature, openRevision))
    .toSorted((a, b) => (a.coverage?.end ?? 0) - (b.coverage?.end ?? 0));
  const store = readSecurityStore(document);
  const context = contextOf(document, checked, store, options);
  const { stamps, proofs } = judgeDocumentTimeStamps(checked, context);
  const storeEnd = store.present ? endOfStore(store) : undefined;
  const newest = checked.findLast(({ signed }) => signed !== undefined);
  return checked.map((one) => {
    const end = one.coverage?.end ?? 0;
    const signed = one.signed && judgeSignature(one.signed, end, context, proofs);
    const isPades = one.signature.format === 'ETSI.CAdES.detached';
    return {
      checked: one,
      judgment: signed ?? stamps.get(one),
      changes: changesSince(one, document, { openRevision, isNewest: one === newest }),
      level: isPades ? judgeLevel(signed, { end, storeEnd, proofs }) : null,
      certifies: readCertification(document, one.signature.dict),
    };
  });
}

function contextOf(
  document: PdfDocument,
  checked: readonly CheckedSignature[],
  store: SecurityStore,
  { anchors, timeStampAnchors = anchors, at, evidence }: VerificationOptions,
): ValidationContext {
  const carried = checked.flatMap(({ signed, token }) => [...(signed?.data.certificates ?? []), ...(token?.certificates ?? [])]);
  const brought = (evidence?.certificates ?? []).flatMap(readCertificate);
  const others = (list: readonly Buffer[] = []): SecurityStore['crls'] => list.map((der) => ({ der, end: undefined }));
  return {
    document,
    anchors,
    timeStampAnchors,
    at,
    pool: [...carried, ...store.certificates, ...brought],
    evidenceWith: evidenceReader({
      ocspResponses: [...store.ocspResponses, ...others(evidence?.ocspResponses)],
      crls: [...store.crls, ...checked.flatMap(enclosedCrls), ...others(evidence?.crls)],
      at,
    }),
  };
}

/** Revocation lists that a signer or a time-stamp authority has put beside its signature (RFC 5652 5.1). */
function enclosedCrls({ signed, token, coverage }: CheckedSignature): SecurityStore['crls'] {
  return (signed?.data.crls ?? token?.crls ?? []).map((der) => ({ der, end: coverage?.end }));
}

/** Newest first: each that holds proves that what it covers is at least as old as it says (EN 319 102-1, 5.6.2.3). */
function judgeDocumentTimeStamps(
  checked: readonly CheckedSignature[],
  context: ValidationContext,
): { readonly stamps: ReadonlyMap<CheckedSignature, TimeStampJudgment>; readonly proofs: readonly ProofOfExistence[] } {
  const stamps = new Map<CheckedSignature, TimeStampJudgment>();
  const proofs: ProofOfExistence[] = [];
  for (const one of checked.toReversed()) {
    if (!one.token || !one.coverage) continue;
    const { end } = one.coverage;
    const judgment = judgeTimeStamp(one.token, provenAt(end, proofs, context.at), context, proofs);
    stamps.set(one, judgment);
    if (judgment.findings.length === 0) proofs.push({ end, time: judgment.time });
  }
  return { stamps, proofs };
}

function endOfStore({ ocspResponses, crls }: SecurityStore): number {
  return Math.max(0, ...[...ocspResponses, ...crls].map(({ end = 0 }) => end));
}

function changesSince(
  { coverage, findings }: CheckedSignature,
  document: PdfDocument,
  { openRevision, isNewest }: { readonly openRevision: (end: number) => PdfDocument; readonly isNewest: boolean },
): JudgedSignature['changes'] {
  // without whole bytes there is no signed revision to compare with
  if (!coverage || findings.length > 0 || coverage.end === document.bytes.length) return { permitted: [], refused: [] };
  const changes = compareRevisions(() => openRevision(coverage.end), document);
  return isNewest ? refuseUnsigned(changes) : changes;
}

/** What is filled in after the last signature is signed by nobody: only evidence and time-stamps may follow it. */
function refuseUnsigned({ permitted, refused }: JudgedSignature['changes']): JudgedSignature['changes'] {
  const filled = permitted.filter(({ code }) => code === 'fieldFilled');
  return {
    permitted: permitted.filter(({ code }) => code !== 'fieldFilled'),
    refused: [...refused, ...filled.map(({ subject }) => ({ code: 'filledUnsigned', subject }) as const)],
  };
}

function conclusion(
  pdf: Buffer,
  { at }: VerificationOptions,
  signatures: VerificationReport['signatures'],
  unsignedFields: readonly string[],
  findings: readonly Finding[],
): VerificationReport {
  const own = conclude(findings);
  const all = [own, ...signatures];
  const worst =
    all.find(({ indication }) => indication === 'TOTAL-FAILED') ?? all.find(({ indication }) => indication === 'INDETERMINATE') ?? own;
  return {
    schema: 'trinh-ky/verification/1',
    file: { sha256: createHash('sha256').update(pdf).digest('hex'), bytes: pdf.length },
    validatedAt: new Date(at).toISOString(),
    indication: worst.indication,
    subIndication: worst.subIndication,
    signatures,
    unsignedFields,
    findings: findings.map(reportFinding),
  };
}
