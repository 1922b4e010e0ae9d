import { CLOCK_SKEW, RevocationEvidence } from '../../signing/trust/revocation-evidence.ts';
import { isStatus, type RevocationStatus } from '../../signing/trust/revocation-status.ts';
import type { Certificate } from '../../signing/trust/certificate.ts';
import { evidenceFault } from './evidence-fault.ts';

/** An answer that states no end is good for its day. */
const DEFAULT_LIFE = 24 * 3_600_000;

export interface StatusQuestion {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  /** milliseconds of the epoch */
  readonly now: number;
}

/** What an answer (DER) says about a certificate, if its signer may say so and it is in force. Throws Rejection `evidence.*`. */
export function freshStatus(
  answer: { readonly ocsp: Buffer } | { readonly crl: Buffer },
  { certificate, issuer, now }: StatusQuestion,
): RevocationStatus & { readonly until: number } {
  const piece = { provenAt: now, embedded: false };
  const evidence =
    'ocsp' in answer
      ? new RevocationEvidence([{ der: answer.ocsp, ...piece }], [], now)
      : new RevocationEvidence([], [{ der: answer.crl, ...piece }], now);
  const [found] = evidence.about(certificate, issuer);
  const [unreadable] = evidence.unreadable;
  if (unreadable) throw evidenceFault('answerMalformed', `Expected evidence about ${certificate.name}: ${unreadable.detail}`);
  if (!found) throw evidenceFault('answerForeign', `Expected evidence about ${certificate.name}, but the answer does not know it.`);
  if (!isStatus(found)) {
    const code = found.reason === 'malformed' ? 'answerMalformed' : 'answerUntrusted';
    throw evidenceFault(code, `Expected usable evidence about ${certificate.name}, but it is ${found.reason}: ${found.detail}.`);
  }
  const until = found.nextUpdate ?? found.thisUpdate + DEFAULT_LIFE;
  if (until + CLOCK_SKEW < now)
    throw evidenceFault(
      'answerStale',
      `Expected evidence about ${certificate.name} that is in force, but it ended ${new Date(until).toISOString()}.`,
    );
  return { ...found, until };
}
