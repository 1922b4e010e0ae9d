import { authorizeClaim, requireClaimable } from '../../casework/task-claim.ts';
import type { CaseCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { taskAt } from '../rights/task-rights.ts';

/** A candidate takes an open task. Throws conflict `taskClaimed` when somebody has it, validation `reasonRequired`. */
export const claimTask: CaseCommandOf<'claimTask'> = {
  kind: 'case',
  by: 'person',
  tasks: ({ instance }) => [instance],
  authorize: (at, { instance }) => authorizeClaim(at.ability, taskAt(at, instance)),
  decide(at, { instance, reason }) {
    const task = taskAt(at, instance);
    requireClaimable(task, at.persons);
    // taken for the absent person, it is that person's: nothing is left with the substitute when the cover ends
    const { account, onBehalfOf } = at.actor;
    // whoever takes over what another system was asked for says why
    const why = task.mode === 'exchange' ? requireText(reason, 'reason') : undefined;
    return {
      command: { type: 'claimTask', instance, ...(why !== undefined && { reason: why }) },
      taskChanges: [{ instance, assignee: onBehalfOf ?? account }],
      comment: why,
    };
  },
};
