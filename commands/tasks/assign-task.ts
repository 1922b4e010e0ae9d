/** A manager gives an open task to somebody who could take it. Rules bind the assignee too: candidates only, and nobody excluded. */
import { can } from '../../policies/can.ts';
import type { ActorRights, TaskRecord } from '../../store/contract.ts';
import { loadRights } from '../../store/repositories/rights.ts';
import type { CaseAt, CaseCommandOf } from '../case-command.ts';
import { optionalText, requireText } from '../check-text.ts';
import type { Services } from '../contract.ts';
import { invalidInput } from '../invalid-input.ts';
import { abilityOf } from '../rights/acting.ts';
import { requireNotExcluded } from '../rights/excluded.ts';
import { authorizeTask, requireOpen, taskAt, unclaimed } from '../rights/task-rights.ts';

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
  requireNotExcluded(task, [rights.person]);
  if (!couldTake(services, task, rights))
    throw invalidInput(
      'assigneeNotCandidate',
      'assignee',
      `Expected account '${account}' to be a candidate of '${task.node}'.`,
      'assigneeNotCandidate',
    );
}

/** A task that names no candidates is for whoever works in its unit. */
function couldTake(services: Services, task: TaskRecord, { account, person, grants }: ActorRights): boolean {
  const open =
    task.mode === 'internal' && [task.candidateRoles, task.candidateUnits, task.candidatePersons].every((list) => list.length === 0);
  if (open) return grants.some(({ unitPath }) => task.unitPath === unitPath || task.unitPath.startsWith(`${unitPath}.`));
  return can(abilityOf(services, { account, person, roles: grants }), 'claim', 'Task', { ...unclaimed(task) }).allowed;
}
