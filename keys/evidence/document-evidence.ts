/** Evidence for a document as its diagram asks for it, and until when what proves it is good. */
import type { PadesLevel, VerificationReport } from '../../signing/report/verification-report.ts';
import { collectEvidence, renewArchive, type EvidenceServices, type PendingEvidence } from './collect-evidence.ts';

export interface DocumentWithEvidence {
  readonly pdf: Buffer;
  readonly level: PadesLevel | null;
  readonly pending: readonly Omit<PendingEvidence, 'reason'>[];
  /** ISO instant */
  readonly provenUntil?: string;
}

/** Goes no further than `wanted`, unless `renew`: then whatever the file has, it gets another time-stamp. */
export async function documentEvidence(
  signed: Buffer,
  wanted: PadesLevel,
  { renew }: { readonly renew: boolean },
  services: EvidenceServices,
): Promise<DocumentWithEvidence> {
  const collected = await collectEvidence(signed, services, renew ? 'B-LTA' : wanted);
  const renewed =
    renew && collected.pdf.equals(signed) && collected.pending.length === 0 ? await renewArchive(signed, services) : collected;
  const { pdf, level, pending, report } = renewed;
  const until = provenUntil(report, wanted);
  return { pdf, level, pending: pending.map(({ reason: _, ...missing }) => missing), ...(until !== undefined && { provenUntil: until }) };
}

/**
 * The end of the certificate of the newest document time-stamp; without one, of the first signer's that ends. Undefined where nobody asked for
 * proof that outlives its certificates.
 */
function provenUntil({ signatures }: VerificationReport, wanted: PadesLevel): string | undefined {
  const stamp = signatures.filter(({ kind }) => kind === 'documentTimeStamp').at(-1);
  if (stamp?.signer) return stamp.signer.notAfter;
  if (wanted === 'B-B') return undefined;
  return signatures.flatMap(({ signer }) => (signer ? [signer.notAfter] : [])).toSorted()[0];
}
