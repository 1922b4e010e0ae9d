import { Rejection } from '../../errors.ts';
import type { CaseCommandOf } from '../case-command.ts';
import { authorizeTask, taskAt } from '../rights/task-rights.ts';
import { requireOpen } from '../../casework/task-rights.ts';

/** Gives a task back to its candidates. Throws conflict `taskWithoutCandidates` when nobody could take it then. */
export const unclaimTask: CaseCommandOf<'unclaimTask'> = {
  kind: 'case',
  by: 'person',
  tasks: ({ instance }) => [instance],
  authorize: (at, { instance }) => authorizeTask(at, instance, 'unclaim'),
  decide(at, { instance }) {
    const task = taskAt(at, instance);
    requireOpen(task);
    const candidates = [task.candidateRoles, task.candidateUnits, task.candidatePersons].flat();
    if (candidates.length === 0)
      throw new Rejection('conflict', 'taskWithoutCandidates', `Expected user task '${task.node}' to have candidates to go back to.`);
    return { command: { type: 'unclaimTask', instance }, taskChanges: [{ instance, assignee: null }] };
  },
};
