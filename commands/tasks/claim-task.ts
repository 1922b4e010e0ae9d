import { Rejection } from '../../errors.ts';
import type { CaseCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { requireNotExcluded } from '../rights/excluded.ts';
import { authorizeTask, requireOpen, taskAt } from '../rights/task-rights.ts';

/** A candidate takes an open task. Throws conflict `taskClaimed` when somebody has it, validation `reasonRequired`. */
export const claimTask: CaseCommandOf<'claimTask'> = {
  kind: 'case',
  by: 'person',
  tasks: ({ instance }) => [instance],
  authorize: (at, { instance }) => authorizeTask(at, instance, 'claim', { state: 'open', assignee: undefined }),
  decide(at, { instance, reason }) {
    const task = taskAt(at, instance);
    requireOpen(task);
    if (task.assignee !== undefined)
      throw new Rejection('conflict', 'taskClaimed', `Expected user task '${task.node}' to be unclaimed, but somebody has it.`, {
        details: { instance, assignee: task.assignee },
      });
    requireNotExcluded(task, at.persons);
    const { account } = at.actor;
    // whoever takes over what another system was asked for says why
    const why = task.mode === 'exchange' ? requireText(reason, 'reason') : undefined;
    return {
      command: { type: 'claimTask', instance, ...(why !== undefined && { reason: why }) },
      taskChanges: [{ instance, assignee: account }],
      comment: why,
    };
  },
};
