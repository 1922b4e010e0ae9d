import type { PadesLevel } from '../report/verification-report.ts';
import type { CertificateJudgment } from './judge-certificate.ts';
import type { SignatureJudgment } from './judge-signature.ts';
import type { ProofOfExistence } from './validation-context.ts';

/**
 * The baseline level (ETSI EN 319 142-1, 6) that a PAdES signature has reached and that holds: with a proven time, with all evidence in the
 * file, and with a document time-stamp over signature and evidence.
 */
export function judgeLevel(
  judgment: SignatureJudgment | undefined,
  { end, storeEnd, proofs }: { readonly end: number; readonly storeEnd: number | undefined; readonly proofs: readonly ProofOfExistence[] },
): PadesLevel | null {
  if (!judgment) return null;
  if (!judgment.isProven) return 'B-B';
  const isLongTerm = storeEnd !== undefined && [judgment.certificate, ...provingStamps(judgment)].every(isProvenByFile);
  if (!isLongTerm) return 'B-T';
  return proofs.some((proof) => proof.end >= Math.max(end, storeEnd)) ? 'B-LTA' : 'B-LT';
}

function provingStamps({ timeStamps }: SignatureJudgment): readonly CertificateJudgment[] {
  return timeStamps.filter(({ findings }) => findings.length === 0).map(({ certificate }) => certificate);
}

function isProvenByFile({ path, standings }: CertificateJudgment): boolean {
  return path !== undefined && standings.every((standing) => standing.standing === 'good' && standing.by.embedded);
}
