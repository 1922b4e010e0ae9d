/**
 * A task of an account that is locked, revoked or moved goes to the account named as substitute, where that one may take it, else back
 * to its candidates. A step like any other: the case's history says who had it, and why it went.
 */
import { couldTake } from '../../casework/could-take.ts';
import { Rejection } from '../../errors.ts';
import type { TaskRecord } from '../../store/contract.ts';
import { loadRights } from '../../store/repositories/rights.ts';
import type { CaseAt, CaseCommandOf, Plan } from '../case-command.ts';
import { abilityOf } from '../rights/acting.ts';
import { taskAt } from '../rights/task-rights.ts';

/** Throws conflict `taskNotHeld` (`assignee`: who has it), `taskWithoutCandidates`, `taskStillFits`. */
export const releaseTask: CaseCommandOf<'releaseTask'> = {
  kind: 'case',
  by: 'system',
  whileSuspended: true,
  tasks: ({ instance }) => [instance],
  authorize: () => undefined,
  async decide(at, { instance, holder, substitute, reason, unfit }) {
    const task = taskAt(at, instance);
    const { state, assignee } = task;
    if (state !== 'open' || assignee === undefined || ![holder.account, holder.person].includes(assignee))
      throw new Rejection('conflict', 'taskNotHeld', `Expected user task '${task.node}' to be with ${holder.account}.`, {
        details: { assignee: assignee ?? null },
      });
    if (unfit && (await fit(at, task, holder.account)) !== undefined)
      throw new Rejection('conflict', 'taskStillFits', `Expected '${holder.account}' to have lost the right to user task '${task.node}'.`);
    const taker = substitute === undefined ? undefined : await fit(at, task, substitute);
    return taker === undefined ? released(task, reason) : assigned(instance, taker, reason);
  },
};

const assigned = (instance: number, assignee: string, reason: string): Plan => ({
  command: { type: 'assignTask', instance, assignee, reason },
  taskChanges: [{ instance, assignee }],
  comment: reason,
});

function released({ instance, node, candidateRoles, candidateUnits, candidatePersons }: TaskRecord, reason: string): Plan {
  if ([candidateRoles, candidateUnits, candidatePersons].every((list) => list.length === 0))
    throw new Rejection('conflict', 'taskWithoutCandidates', `Expected user task '${node}' to have candidates to go back to.`);
  return { command: { type: 'unclaimTask', instance }, taskChanges: [{ instance, assignee: null }], comment: reason };
}

/** The account's id, where it is active, may take the task and is not excluded from it. */
async function fit({ services, now }: CaseAt, task: TaskRecord, account: string): Promise<string | undefined> {
  const rights = await loadRights(services.db, account, now);
  if (rights?.state !== 'active' || task.excludedPersons.includes(rights.person)) return undefined;
  const { person, grants } = rights;
  return couldTake(task, grants, abilityOf(services, { account, person, roles: grants })) ? rights.account : undefined;
}
