/** A manager gives an open task to somebody who could take it. Rules bind the assignee too: candidates only, and nobody excluded. */
import { couldTake } from '../../casework/could-take.ts';
import type { TaskRecord } from '../../store/contract.ts';
import { loadRights } from '../../store/repositories/rights.ts';
import type { CaseAt, CaseCommandOf } from '../case-command.ts';
import { optionalText, requireText } from '../check-text.ts';
import { invalidInput } from '../invalid-input.ts';
import { abilityOf } from '../rights/acting.ts';
import { requireNotExcluded } from '../../casework/excluded.ts';
import { authorizeTask, taskAt } from '../rights/task-rights.ts';
import { requireOpen } from '../../casework/task-rights.ts';

/** Throws validation `assigneeUnknown`, `assigneeNotActive`, `assigneeNotCandidate`, forbidden `personExcluded`. */
export const assignTask: CaseCommandOf<'assignTask'> = {
  kind: 'case',
  by: 'person',
  tasks: ({ instance }) => [instance],
  authorize: (at, { instance }) => authorizeTask(at, instance, 'assign'),
  async decide(at, { instance, assignee, reason }) {
    const task = taskAt(at, instance);
    requireOpen(task);
    await requireEligible(at, task, assignee);
    const why = task.mode === 'exchange' ? requireText(reason, 'reason') : optionalText(reason, 'reason');
    return { command: { type: 'assignTask', instance, assignee, reason: why }, taskChanges: [{ instance, assignee }], comment: why };
  },
};

export async function requireEligible({ services, now }: CaseAt, task: TaskRecord, account: string): Promise<void> {
  const rights = await loadRights(services.db, account, now);
  if (!rights) throw invalidInput('assigneeUnknown', 'assignee', `Expected account '${account}' to exist.`, 'assigneeUnknown');
  if (rights.state !== 'active')
    throw invalidInput(
      'assigneeNotActive',
      'assignee',
      `Expected account '${account}' to be active, but it is ${rights.state}.`,
      'assigneeNotActive',
    );
  const { person, grants } = rights;
  requireNotExcluded(task, [person]);
  if (!couldTake(task, grants, abilityOf(services, { account, person, roles: grants })))
    throw invalidInput(
      'assigneeNotCandidate',
      'assignee',
      `Expected account '${account}' to be a candidate of '${task.node}'.`,
      'assigneeNotCandidate',
    );
}
