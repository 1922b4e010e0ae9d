import { FINDINGS, conclude, type Finding } from '../finding.ts';
import type { RevisionChanges } from '../compare/change.ts';
import { PdfString, type PdfDict } from '../pdf/pdf-object.ts';
import { readPdfDate } from '../pdf/pdf-date.ts';
import { readText } from '../pdf/pdf-text.ts';
import type { PdfDocument } from '../pdf/pdf-document.ts';
import type { CertificateReport, FindingReport, PadesLevel, SignatureReport, TimeStampReport } from '../report/verification-report.ts';
import type { CheckedSignature } from './check-integrity.ts';
import { describeSigner } from './describe-signer.ts';
import type { CertificateJudgment } from './judge-certificate.ts';
import type { SignatureJudgment } from './judge-signature.ts';
import type { TimeStampJudgment } from './judge-time-stamp.ts';

/** Everything that was found out about one signature or document time-stamp. */
export interface JudgedSignature {
  readonly checked: CheckedSignature;
  readonly judgment: SignatureJudgment | TimeStampJudgment | undefined;
  readonly changes: RevisionChanges;
  readonly level: PadesLevel | null;
  readonly certifies: number | null;
}

export function reportSignature(document: PdfDocument, { checked, judgment, changes, level, certifies }: JudgedSignature): SignatureReport {
  const { signature, coverage, signed, token } = checked;
  const findings = findingsOf(checked, judgment, changes);
  const certificate = signed?.signer ?? token?.authority;
  return {
    field: signature.field,
    kind: signature.kind,
    format: signature.format,
    level,
    ...conclude(findings),
    signer: certificate ? describeSigner(certificate) : null,
    claimed: claimsOf(document, signature.dict),
    signedBefore: provenTime(judgment),
    certificateValidAtSigning: judgment ? wasValid(judgment.certificate) : null,
    coversWholeFile: coverage?.end === document.bytes.length,
    certifies,
    changesSince: changes,
    timeStamps: judgment && 'timeStamps' in judgment ? judgment.timeStamps.map(reportTimeStamp) : [],
    chain: judgment ? reportChain(judgment.certificate) : [],
    findings: findings.map(reportFinding),
    warnings: signed && !signed.referenced ? ['noCertificateReference'] : [],
  };
}

/** In the order of the standard: format and cryptography, changes since, then certificates and times. */
function findingsOf(
  { findings }: CheckedSignature,
  judgment: JudgedSignature['judgment'],
  { refused }: RevisionChanges,
): readonly Finding[] {
  const changed: readonly Finding[] = refused.length > 0 ? [{ code: 'changedSince', details: { changes: refused.length } }] : [];
  return [...findings, ...changed, ...(judgment?.findings ?? [])];
}

export function reportFinding({ code, details }: Finding): FindingReport {
  const [indication, subIndication] = FINDINGS[code];
  return { code, indication, subIndication, details };
}

function provenTime(judgment: JudgedSignature['judgment']): string | null {
  if (!judgment) return null;
  if ('timeStamps' in judgment) return judgment.isProven ? new Date(judgment.bestTime).toISOString() : null;
  return judgment.findings.length === 0 ? new Date(judgment.time).toISOString() : null;
}

/** False only for what is known: a path that broke a rule, a certificate out of its time or revoked. */
function wasValid({ findings }: CertificateJudgment): boolean | null {
  if (findings.length === 0) return true;
  return findings.every(({ code }) => code === 'revocationUnknown' || code === 'chainMissing') ? null : false;
}

function claimsOf(document: PdfDocument, dict: PdfDict): SignatureReport['claimed'] {
  const text = (key: string): string | null => {
    const value = document.resolve(dict.get(key));
    return value instanceof PdfString ? readText(value) : null;
  };
  const time = readPdfDate(text('M') ?? '');
  return {
    time: time === undefined ? null : new Date(time).toISOString(),
    name: text('Name'),
    reason: text('Reason'),
    location: text('Location'),
  };
}

function reportTimeStamp({ time, authority, findings }: TimeStampJudgment): TimeStampReport {
  return { time: new Date(time).toISOString(), authority: authority.name, ...conclude(findings), findings: findings.map(reportFinding) };
}

function reportChain({ path, standings }: CertificateJudgment): readonly CertificateReport[] {
  return (path ?? []).map((certificate, index) => {
    const standing = standings[index];
    const by = standing && standing.standing !== 'unknown' ? standing.by : undefined;
    return {
      name: certificate.name,
      sha256: certificate.fingerprint,
      standing: standing?.standing ?? 'anchor',
      source: by?.source ?? null,
      evidenceOf: by ? new Date(by.thisUpdate).toISOString() : null,
    };
  });
}
