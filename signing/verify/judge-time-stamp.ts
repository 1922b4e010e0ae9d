import type { Finding } from '../finding.ts';
import type { Certificate } from '../trust/certificate.ts';
import { CLOCK_SKEW } from '../trust/revocation-evidence.ts';
import type { TimeStampToken } from '../trust/time-stamp-token.ts';
import { judgeCertificate, type CertificateJudgment } from './judge-certificate.ts';
import type { ProofOfExistence, ValidationContext } from './validation-context.ts';

export interface TimeStampJudgment {
  readonly time: number;
  readonly authority: Certificate;
  readonly certificate: CertificateJudgment;
  /** empty if it proves its time */
  readonly findings: readonly Finding[];
}

/**
 * Whether a token proves its time (EN 319 102-1, 5.4 and 5.6.2.4). It is judged at `control`, when it is known to have existed: now, or the
 * time of a later time-stamp over it. A revocation of its authority up to then counts, since a stolen key can state any earlier time.
 */
export function judgeTimeStamp(
  { time, authority }: TimeStampToken,
  control: number,
  context: ValidationContext,
  proofs: readonly ProofOfExistence[],
): TimeStampJudgment {
  const { pool, timeStampAnchors: anchors } = context;
  const evidence = context.evidenceWith(proofs);
  const certificate = judgeCertificate({
    certificate: authority,
    pool,
    anchors,
    evidence,
    validAt: control,
    goodAt: time,
    revokedBy: control,
  });
  const findings: Finding[] = [...certificate.findings];
  if (time > control + CLOCK_SKEW) findings.push({ code: 'timeStampOrder', details: { time: new Date(time).toISOString() } });
  if (!authority.isValidAt(time)) {
    findings.push({
      code: 'certificateOutOfBounds',
      details: { certificate: authority.name, reason: 'it was not valid at the time it states' },
    });
  }
  return { time, authority, certificate, findings };
}
