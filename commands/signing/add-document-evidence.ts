/**
 * Evidence that a document lacks, as a revision of its own, and the opinion of a second verifier. Services outside are asked outside any
 * transaction; what they give is recorded only on top of the revision that it was asked for, and never under a signing that is under way.
 */
import { createHash } from 'node:crypto';
import { loadContent, loadDocument } from '../../store/repositories/documents.ts';
import { addEvidenceRevision, findEvidenceWork, saveJudgement, type EvidenceWork } from '../../store/repositories/document-evidence.ts';
import type { PendingOfDocument } from '../../store/signing-contract.ts';
import type { PlainCommandOf } from '../case-command.ts';
import type { Services } from '../contract.ts';
import { crashPoint } from '../crash-point.ts';
import { isUuid } from '../is-uuid.ts';
import type { CollectedDocument, WantedLevel } from './document-evidence.ts';
import { levelOf, reaches } from './level-of.ts';
import { secondOpinions } from './second-opinions.ts';
import { signingOf } from './signing-services.ts';
import { verifyDocument } from './verify-document.ts';

export const addDocumentEvidence: PlainCommandOf<'addDocumentEvidence'> = {
  kind: 'plain',
  by: 'system',
  answer: 'kept',
  async run(_, { services, input }, now) {
    const work = isUuid(input.document) ? await findEvidenceWork(services.db, input.document) : undefined;
    const bytes = work && (await bytesOf(services, work));
    if (!work || !bytes) return { state: 'none' };
    const collected = await collect(services, work, bytes, now);
    crashPoint('evidenceCollected');
    const recorded = await record(services, work, bytes, collected, now);
    if (!recorded) return { state: 'again' };
    crashPoint('evidenceSaved');
    const pending = await everythingPending(services, recorded, collected, now);
    crashPoint('secondVerifiersAsked');
    const judgement = {
      level: collected.level,
      pending,
      ...(collected.provenUntil !== undefined && { provenUntil: collected.provenUntil }),
    };
    if (!(await saveJudgement(services.db, recorded, judgement, now))) return { state: 'again' };
    crashPoint('evidenceJudged');
    return { state: pending.length === 0 ? 'complete' : 'pending', pending };
  },
};

/** Of the revision that is claimed; undefined when it was destroyed, or is another by now. */
async function bytesOf({ db }: Services, { documentId, caseId, revision }: EvidenceWork): Promise<Buffer | undefined> {
  const document = await loadDocument(db, documentId);
  return document?.revision === revision ? await loadContent(db, caseId, document.sha256) : undefined;
}

async function collect(services: Services, { wanted, renew }: EvidenceWork, bytes: Buffer, now: string): Promise<CollectedDocument> {
  const { collectEvidence } = signingOf(services);
  if (collectEvidence) return await collectEvidence(bytes, wanted as WantedLevel, { renew });
  const level = levelOf(verifyDocument(services, bytes, now));
  const missing: PendingOfDocument = { kind: 'revocation', code: 'evidence.noService', mayPass: false };
  return { pdf: bytes, level, pending: reaches(level, wanted) ? [] : [missing] };
}

type Recorded = EvidenceWork & { readonly bytes: Buffer; readonly sha256: string };

/** The work as it is now; undefined where somebody signs the document, or it is another. A file that got no better is left as it is. */
async function record(
  services: Services,
  work: EvidenceWork,
  before: Buffer,
  collected: CollectedDocument,
  now: string,
): Promise<Recorded | undefined> {
  const isBetter = !collected.pdf.equals(before) && (collected.pending.length === 0 || hasRisen(services, before, collected, now));
  const bytes = isBetter ? collected.pdf : before;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (!isBetter) return { ...work, bytes, sha256 };
  const outcome = await addEvidenceRevision(services.db, work, { sha256, bytes, level: collected.level }, now);
  return outcome === 'added' ? { ...work, revision: work.revision + 1, bytes, sha256 } : undefined;
}

/** Half of what is wanted is kept too, but each try that gets no further must not make the file longer. */
function hasRisen(services: Services, before: Buffer, { level }: CollectedDocument, now: string): boolean {
  const was = levelOf(verifyDocument(services, before, now));
  return level !== null && was !== level && reaches(level, was ?? 'B-B');
}

async function everythingPending(
  services: Services,
  recorded: Recorded,
  { pending }: CollectedDocument,
  now: string,
): Promise<readonly PendingOfDocument[]> {
  return pending.length > 0 ? pending : await secondOpinions(services, recorded, now);
}
