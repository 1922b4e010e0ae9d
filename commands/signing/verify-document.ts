import type { VerificationReport } from '../../signing/report/verification-report.ts';
import { verifyPdf } from '../../signing/verify-pdf.ts';
import type { Services } from '../contract.ts';
import { signingOf } from './signing-services.ts';

/** What the file's signatures are worth at `now` (ISO instant), by the anchors of this installation. */
export function verifyDocument(services: Pick<Services, 'signing'>, bytes: Buffer, now: string): VerificationReport {
  const { anchors, timeStampAnchors } = signingOf(services);
  const stamps = timeStampAnchors?.();
  return verifyPdf(bytes, { anchors: anchors(), at: Date.parse(now), ...(stamps && { timeStampAnchors: stamps }) });
}
