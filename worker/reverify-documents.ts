/**
 * Signed documents, looked at again: whether they are what is on record, and still hold. And those whose proof nears its end get another
 * archive time-stamp, before certificates or algorithms expire. Periodic; safe to repeat.
 */
import { accessNumber, accessWords } from '../commands/access/access-value.ts';
import type { Services } from '../commands/contract.ts';
import { OWN, summary } from '../commands/signing/second-opinions.ts';
import { compareWithRecord } from '../commands/signing/compare-with-record.ts';
import { verifyDocument } from '../commands/signing/verify-document.ts';
import { isValid } from '../signing/report/is-valid.ts';
import type { VerificationReport } from '../signing/report/verification-report.ts';
import { findDocument, findDocumentContent } from '../store/queries/case-documents.ts';
import { askRenewal, listUnverified, saveVerified } from '../store/queues/document-evidence.ts';
import { saveVerdict } from '../store/queues/document-verdicts.ts';
import { laterThan, messageOf } from './outlook.ts';
import { tellOfDocument, type ToldDocument } from './tell-of-document.ts';

const DAY_MS = 86_400_000;
/** what did not hold, because of our own trust perhaps, is looked at again so soon */
const HOUR_MS = 3_600_000;
/** of one turn: verifying takes the processor */
const MOST = 200;

export interface Reverified {
  readonly looked: number;
  readonly unsound: number;
  readonly renewed: number;
}

export async function reverifyDocuments(services: Services): Promise<Reverified> {
  const { db, clock } = services;
  if (!services.signing) return { looked: 0, unsound: 0, renewed: 0 };
  const now = clock();
  const every = await accessNumber(services, 'access.signing.reverify', now);
  const before = laterThan(now, -every * DAY_MS);
  const old = await listUnverified(db, { before, unsoundBefore: laterThan(now, -HOUR_MS), limit: MOST });
  let unsound = 0;
  for (const one of old) if (!(await look(services, one, now))) unsound += 1;
  const ahead = await accessNumber(services, 'access.signing.archive.ahead', now);
  const [since = ''] = await accessWords(services, 'access.signing.archive.since', now);
  const renewed = services.signing.collectEvidence ? await askRenewal(db, now, laterThan(now, ahead * DAY_MS), since) : [];
  return { looked: old.length, unsound, renewed: renewed.length };
}

/** Whether it holds. What cannot even be looked at does not. */
async function look(services: Services, told: ToldDocument, now: string): Promise<boolean> {
  const { db, logger } = services;
  const { documentId, caseId, revision } = told;
  try {
    const document = await findDocument(db, documentId);
    if (document?.revision !== revision) return true;
    const bytes = await findDocumentContent(db, caseId, document.sha256);
    const report = bytes && verifyDocument(services, bytes, now);
    const record = report && compareWithRecord(document, report);
    const sound = report !== undefined && holds(report, document.evidence?.wanted) && record?.rolledBack === false && record.isRecorded;
    const details = report ? { ...summary(report), ...record } : { findings: ['contentMissing'] };
    await saveVerdict(db, { documentId, revision, sha256: document.sha256 }, { verifier: OWN, valid: sound, details }, now);
    await saveVerified(db, told, sound, now);
    if (!sound) await tell(services, told, details);
    return sound;
  } catch (error) {
    // bytes that were changed where they lie do not even open
    logger.error({ error: messageOf(error), document: documentId }, 'a signed document could not be looked at');
    await saveVerified(db, told, false, now);
    await tell(services, told, {});
    return false;
  }
}

/** A level without long-term evidence ends with its certificates: then only what is broken is a fault. */
function holds(report: VerificationReport, wanted = 'B-LTA'): boolean {
  return ['B-LT', 'B-LTA'].includes(wanted) ? isValid(report) : report.indication !== 'TOTAL-FAILED';
}

async function tell(services: Services, told: ToldDocument, details: object): Promise<void> {
  services.logger.error({ document: told.documentId, revision: told.revision, details }, 'a signed document does not hold');
  await tellOfDocument(services, told, 'document-unsound');
}
