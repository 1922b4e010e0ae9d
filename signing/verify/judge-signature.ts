import { Rejection } from '../../errors.ts';
import { OID } from '../asn1/oids.ts';
import type { SignedData } from '../cms/signed-data.ts';
import { Fault, type Finding } from '../finding.ts';
import { KEY_USAGE, type Certificate } from '../trust/certificate.ts';
import { checkTimeStampToken } from '../trust/time-stamp-token.ts';
import { judgeCertificate, type CertificateJudgment } from './judge-certificate.ts';
import { findingOf } from './check-integrity.ts';
import { judgeTimeStamp, type TimeStampJudgment } from './judge-time-stamp.ts';
import { provenAt, type ProofOfExistence, type ValidationContext } from './validation-context.ts';

/** Extended key usages with which a certificate may sign documents; without the extension nothing is restricted. */
const SIGNING_PURPOSES: readonly string[] = [
  OID.anyPurpose,
  OID.emailProtection,
  OID.documentSigning,
  OID.adobeDocumentSigning,
  OID.microsoftDocumentSigning,
];
const MAX_TIME_STAMPS = 8;

export interface SignatureJudgment {
  /** the earliest proven time, or the validation time */
  readonly bestTime: number;
  /** whether `bestTime` is proven by a time-stamp */
  readonly isProven: boolean;
  readonly timeStamps: readonly TimeStampJudgment[];
  readonly certificate: CertificateJudgment;
  readonly findings: readonly Finding[];
}

/**
 * Validates a signature whose bytes hold (EN 319 102-1, 5.3, 5.5 and 5.6): time-stamps over it, best signature time, certificate at that time.
 * `end` is where its revision ends; `proofs` are the document time-stamps that hold.
 */
export function judgeSignature(
  { data, signer }: { readonly data: SignedData; readonly signer: Certificate },
  end: number,
  context: ValidationContext,
  proofs: readonly ProofOfExistence[],
): SignatureJudgment {
  const control = provenAt(end, proofs, context.at);
  const { timeStamps, findings } = judgeTimeStamps(data, control, context, proofs);
  const times = timeStamps.filter((one) => one.findings.length === 0).map(({ time }) => time);
  const bestTime = Math.min(control, ...times);
  const { pool, anchors } = context;
  const evidence = context.evidenceWith(proofs);
  const question = { certificate: signer, pool, anchors, evidence, validAt: bestTime, goodAt: bestTime, revokedBy: bestTime };
  const certificate = judgeCertificate(question);
  const isProven = times.length > 0 || proofs.some((proof) => proof.end >= end);
  return {
    bestTime,
    isProven,
    timeStamps,
    certificate,
    findings: [...checkPurpose(signer), ...certificate.findings.map((finding) => softened(finding, isProven)), ...findings],
  };
}

/** Without proof that the signature is older than its certificate, a certificate that begins later is only out of bounds. */
function softened(finding: Finding, isProven: boolean): Finding {
  return finding.code === 'certificateNotYetValid' && !isProven ? { ...finding, code: 'certificateOutOfBounds' } : finding;
}

function judgeTimeStamps(
  { signer }: SignedData,
  control: number,
  context: ValidationContext,
  proofs: readonly ProofOfExistence[],
): Pick<SignatureJudgment, 'timeStamps' | 'findings'> {
  const timeStamps: TimeStampJudgment[] = [];
  const findings: Finding[] = [];
  for (const { raw } of (signer.unsignedAttributes.get(OID.timeStampToken) ?? []).slice(0, MAX_TIME_STAMPS)) {
    try {
      const token = checkTimeStampToken(raw, [signer.signature]);
      const own = { ...context, pool: [...context.pool, ...token.certificates] };
      timeStamps.push(judgeTimeStamp(token, control, own, proofs));
    } catch (error) {
      if (!(error instanceof Fault || error instanceof Rejection)) throw error;
      // a constraint of ours: a time-stamp that is there must at least be one
      findings.push({ code: 'timeStampInvalid', details: { reason: findingOf(error).code } });
    }
  }
  return { timeStamps, findings };
}

function checkPurpose(signer: Certificate): readonly Finding[] {
  const { purposes } = signer;
  const mayIdentify = signer.allows(KEY_USAGE.digitalSignature) || signer.allows(KEY_USAGE.contentCommitment);
  const mayDocument = purposes === undefined || purposes.some((purpose) => SIGNING_PURPOSES.includes(purpose));
  return mayIdentify && mayDocument && !signer.authority ? [] : [{ code: 'keyPurpose', details: { certificate: signer.name } }];
}
