/** A person finishes a task: with an outcome, with the data of its form, and with a reason where the outcome asks for one. */
import type { CaseCommandOf } from '../case-command.ts';
import { taskAt } from '../rights/task-rights.ts';
import { checkCompletion } from './check-completion.ts';
import { paperActOf } from './performed-act.ts';
import { requireFreshProof } from './require-fresh-proof.ts';
import { authorizeWork, requireClaimed } from './require-mine.ts';

export const completeTask: CaseCommandOf<'completeTask'> = {
  kind: 'case',
  by: 'person',
  tasks: ({ instance }) => [instance],
  async authorize(at, { instance }) {
    authorizeWork(at, instance, 'complete');
    await requireFreshProof(at, taskAt(at, instance));
  },
  async decide(at, { instance, outcome, reason, variables = {}, paper }) {
    requireClaimed(at, instance);
    const task = taskAt(at, instance);
    const act = await paperActOf(at, task, paper);
    const { step, comment, form } = await checkCompletion(at, task, { outcome, reason, variables, act });
    return { command: paper ? { ...step, paper } : step, step, comment, ...(form && { form }) };
  },
};
