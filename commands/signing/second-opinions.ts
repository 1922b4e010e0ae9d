/**
 * Two verifiers must agree before a document is issued (design D8). Whatever they say is kept with the document; where they do not agree, those
 * who answer for the installation are told, and the document waits.
 */
import { Transient } from '../../errors.ts';
import { isValid } from '../../signing/report/is-valid.ts';
import type { VerificationReport } from '../../signing/report/verification-report.ts';
import { addVerdict, type Verdict } from '../../store/repositories/document-evidence.ts';
import type { PendingOfDocument } from '../../store/signing-contract.ts';
import type { Services } from '../contract.ts';
import type { SecondVerifier } from './document-evidence.ts';
import { signingOf } from './signing-services.ts';
import { verifyDocument } from './verify-document.ts';

export interface Judged {
  readonly documentId: string;
  readonly caseId: string;
  readonly revision: number;
  readonly sha256: string;
  readonly bytes: Buffer;
  readonly wanted: string;
}

/** Of the product's own verifier. */
export const OWN = 'trinh-ky';
const MOST_SAID = 2_000;

/** What stands in the way of issuing it; empty where ours finds it valid and every other one agrees. */
export async function secondOpinions(services: Services, judged: Judged, now: string): Promise<readonly PendingOfDocument[]> {
  const { secondVerifiers = [] } = signingOf(services);
  const report = verifyDocument(services, judged.bytes, now);
  const own = isValid(report, judged.wanted === 'B-B' || judged.wanted === 'B-T');
  await addVerdict(services.db, judged, { verifier: OWN, valid: own, details: summary(report) }, now);
  const pending: PendingOfDocument[] = own ? [] : [disagreed()];
  for (const verifier of secondVerifiers) {
    const verdict = await ask(verifier, judged.bytes, report, now);
    if (verdict) await addVerdict(services.db, judged, verdict, now);
    if (!verdict) pending.push({ kind: 'secondVerifier', code: 'verifierUnavailable', mayPass: true });
    else if (!verdict.valid) pending.push(disagreed());
  }
  return pending;
}

const disagreed = (): PendingOfDocument => ({ kind: 'secondVerifier', code: 'verifiersDisagree', mayPass: false });

async function ask({ name, verify }: SecondVerifier, pdf: Buffer, report: VerificationReport, now: string): Promise<Verdict | undefined> {
  try {
    const { valid, said } = await verify(pdf, report, now);
    return { verifier: name, valid, details: { said: said.slice(0, MOST_SAID) } };
  } catch (error) {
    if (error instanceof Transient) return undefined;
    throw error;
  }
}

/** Codes only: a report names persons. */
export function summary({ indication, subIndication, findings, signatures }: VerificationReport): object {
  const codes = [...findings, ...signatures.flatMap((signature) => signature.findings)].map(({ code }) => code);
  return { indication, subIndication, signatures: signatures.length, findings: codes };
}
