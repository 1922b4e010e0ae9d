/** A file of a stranger is judged in a thread of its own: whatever it does to its reader, the node goes on. */
import type { VerificationReport } from '../../signing/report/verification-report.ts';
import type { TrustAnchor } from '../../signing/trust/trust-anchor.ts';
import { threadLanes } from '../apart/thread-lanes.ts';
import type { Services } from '../contract.ts';
import { signingOf } from './signing-services.ts';

/** As it crosses to the thread. */
export interface SentAnchor extends Omit<TrustAnchor, 'certificate'> {
  readonly der: Uint8Array;
}
export interface VerifyInput {
  readonly file: Uint8Array;
  readonly anchors: readonly SentAnchor[];
  readonly stamps?: readonly SentAnchor[];
  /** milliseconds of the epoch */
  readonly at: number;
}

const judge = threadLanes<VerifyInput, VerificationReport>(new URL('verify-thread.ts', import.meta.url));

/** As `verifyDocument` judges. Throws what `threadLanes` throws. */
export async function verifyApart(services: Pick<Services, 'signing'>, file: Buffer, now: string): Promise<VerificationReport> {
  const { anchors, timeStampAnchors } = signingOf(services);
  const stamps = timeStampAnchors?.();
  return await judge({ file, anchors: anchors().map(sent), at: Date.parse(now), ...(stamps && { stamps: stamps.map(sent) }) });
}

const sent = ({ certificate, ...trust }: TrustAnchor): SentAnchor => ({ ...trust, der: certificate.der });
