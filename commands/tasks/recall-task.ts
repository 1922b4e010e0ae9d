/**
 * Takes back one's own last submission while nobody has acted on it. "Nobody": it is the last step of the case, and that step
 * did nothing outside the case that cannot be taken back. What it did is read from the log, by carrying it out again. What was signed is
 * taken back by a slip that is signed too: the documents stay as they are, say so, and their numbers are void.
 */
import { Invariant, Rejection } from '../../errors.ts';
import type { Effect } from '../../engine/effect.ts';
import { listHistory } from '../../store/queries/case-history.ts';
import { submissionIssued } from '../../store/queries/submission-issued.ts';
import type { CommandLogEntry } from '../../store/contract.ts';
import type { CaseAt, CaseCommandOf, Plan } from '../case-command.ts';
import { optionalText, requireText } from '../check-text.ts';
import { replayCase, replayEntry, type Replayed } from '../replay-case.ts';
import { authorizeTask, taskAt } from '../rights/task-rights.ts';
import { requireSigned } from '../signing/require-signed.ts';
import texts from '../signing/texts.json' with { type: 'json' };

/** A job may have been taken by a worker at any moment; a message may have arrived. */
const IRREVOCABLE: readonly Effect['type'][] = ['jobCreated', 'messageThrown', 'signalThrown', 'transactional', 'caseEnded'];

/** Throws conflict `taskNotCompleted`, `actedOnSince`, `cannotBeRecalled`, `nothingToRecall`, `documentIssued`, `documentSealed`; what `requireSigned` does. */
export const recallTask: CaseCommandOf<'recallTask'> = {
  kind: 'case',
  by: 'person',
  tasks: ({ instance }) => [instance],
  authorize: (at, { instance }) => authorizeTask(at, instance, 'recall', { state: 'completed' }),
  async decide(at, { instance, reason, signing }) {
    const { wasSigned, ...plan } = await planRecall(at, instance, reason);
    if (!wasSigned && signing === undefined) return plan;
    const recall = { recall: true, reason, ...(signing !== undefined && { signing }) } as const;
    const signed = await requireSigned(at, taskAt(at, instance), recall);
    return signed ? { ...plan, command: { ...plan.command, signing: signed }, signing: signed.id } : plan;
  },
};

/** What taking back comes to, but for its signature. */
export async function planRecall(at: CaseAt, instance: number, reason?: string): Promise<Plan & { readonly wasSigned: boolean }> {
  const { node, state } = taskAt(at, instance);
  if (state !== 'completed')
    throw new Rejection('conflict', 'taskNotCompleted', `Expected user task '${node}' to be completed, but it is ${state}.`);
  const submission = await submissionOf(at, instance);
  const scope = await scopeOf(at, instance, submission);
  await requireInHand(at, submission, instance);
  const wasSigned = 'signing' in submission.command;
  const why = wasSigned ? requireText(reason, 'reason') : optionalText(reason, 'reason');
  const step = { type: 'recallStep', target: node, scope } as const;
  const recalls = { revision: submission.revision, instance, reason: texts.recalledNumber.vi };
  return { command: { ...step, instance, reason: why }, step, comment: why, recalls, wasSigned };
}

/** Once it is too late nobody is asked to sign; the step looks again. */
async function requireInHand({ services, loaded }: CaseAt, { revision }: CommandLogEntry, instance: number): Promise<void> {
  if (!(await submissionIssued(services.db, loaded.case.id, revision, instance))) return;
  throw new Rejection(
    'conflict',
    'documentIssued',
    'Expected a submission whose documents nobody has received and no seal is on: an issued document is recalled by another one.',
  );
}

async function submissionOf({ services, loaded }: CaseAt, instance: number): Promise<CommandLogEntry> {
  const { id, revision } = loaded.case;
  const { items } = await listHistory(services.db, id, { limit: 1, cursor: String(revision - 1) });
  const [last] = items;
  if (!last) throw new Invariant(`Expected the log of case ${id} to have entry ${revision}.`);
  if (last.command.type === 'completeUserTask' && 'instance' in last.command && last.command.instance === instance) return last;
  throw new Rejection('conflict', 'actedOnSince', 'Expected the submission to be the last step of the case, but somebody has acted since.');
}

async function scopeOf({ services, loaded }: CaseAt, instance: number, submission: CommandLogEntry): Promise<number> {
  const before = (await replayCase(services, loaded.case.id, submission.revision - 1)) as Replayed;
  const { effects } = await replayEntry(services, before, submission);
  const spent = effects.find(({ type }) => IRREVOCABLE.includes(type));
  if (spent)
    throw new Rejection(
      'conflict',
      'cannotBeRecalled',
      `Expected a submission that had no effect outside the case, but it had: ${spent.type}.`,
      {
        details: { effect: spent.type },
      },
    );
  const stored = before.state.i.find(([id]) => id === instance);
  if (stored) return stored[2];
  throw new Invariant(`Expected instance ${instance} to be there before it was completed.`);
}
