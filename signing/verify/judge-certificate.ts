import type { Finding } from '../finding.ts';
import { buildPath, type CertificatePath } from '../trust/build-path.ts';
import type { Certificate } from '../trust/certificate.ts';
import { judgeStanding, type Standing } from '../trust/judge-standing.ts';
import type { RevocationEvidence } from '../trust/revocation-evidence.ts';
import type { TrustAnchor } from '../trust/trust-anchor.ts';

export interface CertificateQuestion {
  readonly certificate: Certificate;
  readonly pool: readonly Certificate[];
  readonly anchors: readonly TrustAnchor[];
  readonly evidence: RevocationEvidence;
  /** the whole path must have been valid then */
  readonly validAt: number;
  /** revocation evidence must speak about then */
  readonly goodAt: number;
  /** revocations up to then count */
  readonly revokedBy: number;
}

export interface CertificateJudgment {
  /** with the anchor as its last; undefined if there is none */
  readonly path: CertificatePath | undefined;
  /** of each certificate of the path but the anchor */
  readonly standings: readonly Standing[];
  readonly findings: readonly Finding[];
}

/** X.509 certificate validation (EN 319 102-1, 5.2.6): path, and the standing of every certificate on it but the anchor. */
export function judgeCertificate(question: CertificateQuestion): CertificateJudgment {
  const { certificate, pool, anchors, evidence, validAt, goodAt, revokedBy } = question;
  const result = buildPath(certificate, pool, anchors, validAt);
  if ('failure' in result) {
    const { code, ...details } = result.failure;
    return { path: undefined, standings: [], findings: [{ code, details }] };
  }
  const { path } = result;
  const standings = path.slice(0, -1).map((one, index) => {
    const issuer = path[index + 1] ?? one;
    return judgeStanding({ certificate: one, issuer, goodAt, revokedBy }, evidence);
  });
  return { path, standings, findings: standings.flatMap((standing, index) => findingsOf(standing, path[index] ?? certificate, index > 0)) };
}

function findingsOf(standing: Standing, { name }: Certificate, isAuthority: boolean): readonly Finding[] {
  if (standing.standing === 'good') return [];
  if (standing.standing === 'revoked') {
    return [
      { code: isAuthority ? 'authorityRevoked' : 'revoked', details: { certificate: name, at: new Date(standing.at).toISOString() } },
    ];
  }
  const reason = standing.unusable.map(({ source, reason: why, detail }) => [source, why, detail].filter(Boolean).join(' ')).join('; ');
  return [{ code: 'revocationUnknown', details: { certificate: name, reason } }];
}
