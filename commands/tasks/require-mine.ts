import { Rejection } from '../../errors.ts';
import { can } from '../../policies/can.ts';
import type { CaseAt } from '../case-command.ts';
import { authorizeTask, requireOpen, taskAt, unclaimed } from '../rights/task-rights.ts';

/** Work on a task is its assignee's. A candidate who has not claimed it hears that, and not that it is forbidden. */
export function authorizeWork(at: CaseAt, instance: number, action: string): void {
  const task = taskAt(at, instance);
  const couldClaim =
    task.state === 'open' && task.assignee === undefined && can(at.ability, 'claim', 'Task', { ...unclaimed(task) }).allowed;
  if (!couldClaim) authorizeTask(at, instance, action);
}

/** Throws conflict `taskNotOpen`, `taskNotClaimed`. */
export function requireClaimed(at: CaseAt, instance: number): void {
  const task = taskAt(at, instance);
  requireOpen(task);
  if (task.assignee === undefined)
    throw new Rejection('conflict', 'taskNotClaimed', `Expected user task '${task.node}' to be claimed before it is worked on.`, {
      details: { instance },
    });
}
