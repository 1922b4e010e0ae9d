import type { Certificate } from './certificate.ts';
import { CLOCK_SKEW, type RevocationEvidence } from './revocation-evidence.ts';
import { isStatus, type RevocationStatus, type UnusableEvidence } from './revocation-status.ts';

/** Whether a certificate was in good standing, and by which evidence; `unknown` when no usable evidence speaks about the time. */
export type Standing =
  | { readonly standing: 'good'; readonly by: RevocationStatus }
  | { readonly standing: 'revoked'; readonly by: RevocationStatus; readonly at: number }
  | { readonly standing: 'unknown'; readonly unusable: readonly UnusableEvidence[] };

/** An answer without a next update speaks about its own day. */
const DEFAULT_LIFE = 24 * 3_600_000;

export interface StandingQuestion {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  /** the evidence must speak about this time: given after it, or in force at it */
  readonly goodAt: number;
  /** a revocation up to this time counts */
  readonly revokedBy: number;
}

/** Any authentic revocation outweighs whatever else says good: nothing is gained by adding an older answer. */
export function judgeStanding(
  { certificate, issuer, goodAt, revokedBy }: StandingQuestion,
  evidence: Pick<RevocationEvidence, 'about'>,
): Standing {
  const results = evidence.about(certificate, issuer);
  const statuses = results.filter(isStatus);
  for (const by of statuses)
    if (by.revokedAt !== undefined && by.revokedAt <= revokedBy) return { standing: 'revoked', by, at: by.revokedAt };
  const by = statuses.find((status) => speaksAbout(status, certificate, goodAt));
  if (by) return { standing: 'good', by };
  return { standing: 'unknown', unusable: results.filter((result): result is UnusableEvidence => !isStatus(result)) };
}

/** Authorities may drop expired certificates from their lists: what was given after the expiry says nothing good. */
function speaksAbout({ thisUpdate, nextUpdate }: RevocationStatus, { notAfter }: Certificate, time: number): boolean {
  if (thisUpdate > notAfter) return false;
  return thisUpdate + CLOCK_SKEW >= time || time <= (nextUpdate ?? thisUpdate + DEFAULT_LIFE);
}
