import { authorizeClaim, requireClaimable } from '../../casework/task-claim.ts';
import type { CaseCommandOf } from '../case-command.ts';
import { taskAt } from '../rights/task-rights.ts';

/** A candidate takes an open task. Throws conflict `taskClaimed` when somebody has it. */
export const claimTask: CaseCommandOf<'claimTask'> = {
  kind: 'case',
  by: 'person',
  tasks: ({ instance }) => [instance],
  authorize: (at, { instance }) => authorizeClaim(at.ability, taskAt(at, instance)),
  decide(at, { instance }) {
    requireClaimable(taskAt(at, instance), at.persons);
    const { account } = at.actor;
    return { command: { type: 'claimTask', instance }, taskChanges: [{ instance, assignee: account }] };
  },
};
