/** Evidence that signed documents lack, until they have it: claimed, asked for outside, recorded by a command. Who dies meanwhile loses nothing. */
import { WORKER_ACTOR } from '../commands/actors.ts';
import type { Services } from '../commands/contract.ts';
import { crashPoint } from '../commands/crash-point.ts';
import { runCommand } from '../commands/run-command.ts';
import { claimEvidence, postponeEvidence, type ClaimedEvidence } from '../store/queues/document-evidence.ts';
import type { PendingOfDocument } from '../store/signing-contract.ts';
import { each } from './each.ts';
import { delayAfter, laterThan, messageOf } from './outlook.ts';
import { tellOfDocument } from './tell-of-document.ts';

const CLAIM_MS = 300_000;
const BATCH = 20;
const WIDTH = 4;
/** an authority that is down is asked again after half a minute, and at last every hour */
const FIRST_MS = 30_000;
const MOST_MS = 3_600_000;
/** so many tries without success are told to a person, who can see why */
const TELL_AFTER = 8;

/** One batch; true when there may be more. A node without keys and anchors leaves it to those that have them. */
export async function completeEvidence(services: Services): Promise<boolean> {
  if (!services.signing) return false;
  const now = services.clock();
  const claimed = await claimEvidence(services.db, { now, claimedUntil: laterThan(now, CLAIM_MS), limit: BATCH });
  if (claimed.length === 0) return false;
  crashPoint('evidenceClaimed');
  await each(claimed, WIDTH, async (one) => await complete(services, one));
  return claimed.length === BATCH;
}

async function complete(services: Services, claimed: ClaimedEvidence): Promise<void> {
  try {
    const { state, pending = [] } = await runCommand<'addDocumentEvidence'>(services, WORKER_ACTOR, {
      type: 'addDocumentEvidence',
      document: claimed.documentId,
    });
    if (state === 'none' || state === 'complete') return;
    if (state === 'pending') await tellIfStuck(services, claimed, pending);
    await postpone(services, claimed);
  } catch (error) {
    services.logger.error({ error: messageOf(error), document: claimed.documentId }, 'the evidence of a document could not be completed');
    await postpone(services, claimed);
  }
}

async function postpone(services: Services, claimed: ClaimedEvidence): Promise<void> {
  const { db, clock, random } = services;
  await postponeEvidence(db, claimed, laterThan(clock(), delayAfter(claimed.tries, random, FIRST_MS, 2, MOST_MS)));
  crashPoint('evidencePostponed');
}

/** Verifiers that disagree are an incident at once; what does not come is one after a while. */
async function tellIfStuck(services: Services, claimed: ClaimedEvidence, pending: readonly PendingOfDocument[]): Promise<void> {
  const { documentId, caseId, revision, tries } = claimed;
  const codes = pending.map(({ code }) => code);
  services.logger.warn({ document: documentId, revision, pending: codes }, 'the evidence of a document is not complete');
  if (codes.includes('verifiersDisagree')) await tellOfDocument(services, { documentId, caseId, revision }, 'document-verifiers-disagree');
  else if (tries >= TELL_AFTER || pending.every(({ mayPass }) => !mayPass))
    await tellOfDocument(services, { documentId, caseId, revision }, 'document-evidence-missing');
}
