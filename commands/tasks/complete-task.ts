/** A person finishes a task: with an outcome, with the data of its form, with a reason where the outcome asks for one, and signed where the diagram asks for that. */
import type { CaseAt, CaseCommandOf, Plan } from '../case-command.ts';
import type { CompleteUserTask } from '../../engine/command.ts';
import type { CommandOf } from '../contract.ts';
import { taskAt } from '../rights/task-rights.ts';
import { requireSigned } from '../signing/require-signed.ts';
import { withGivenNumber } from '../signing/with-given-number.ts';
import { checkCompletion } from './check-completion.ts';
import { distinct, heldScans } from './held-scans.ts';
import { paperActOf } from './performed-act.ts';
import { requireFreshProof } from './require-fresh-proof.ts';
import { authorizeWork, requireClaimed } from './require-mine.ts';

export const completeTask: CaseCommandOf<'completeTask'> = {
  kind: 'case',
  by: 'person',
  tasks: ({ instance }) => [instance],
  async authorize(at, { instance, signing }) {
    authorizeWork(at, instance, 'complete');
    // who has signed has proved who they are before
    if (signing === undefined) await requireFreshProof(at, taskAt(at, instance));
  },
  async decide(at, input) {
    const plan = await planCompletion(at, input);
    const signed = await requireSigned(at, taskAt(at, input.instance), input);
    if (!signed) return plan;
    const step = await withGivenNumber(at.services, plan.step, plan.form, signed);
    return { ...plan, step, command: { ...plan.command, ...step, signing: signed }, signing: signed.id };
  },
};

/** What completing the task comes to, but for its signatures. */
export async function planCompletion(
  at: CaseAt,
  { instance, outcome, reason, variables = {}, paper }: Omit<CommandOf<'completeTask'>, 'type'>,
): Promise<Plan & { readonly step: CompleteUserTask }> {
  requireClaimed(at, instance);
  const task = taskAt(at, instance);
  const act = await paperActOf(at, task, paper);
  const { step, comment, form, uploads = [] } = await checkCompletion(at, task, { outcome, reason, variables, act });
  const kept = [...uploads, ...(await heldScans(at, paper))];
  return {
    command: paper ? { ...step, paper } : step,
    step,
    comment,
    ...(form && { form }),
    ...(kept.length > 0 && { uploads: distinct(kept) }),
  };
}
