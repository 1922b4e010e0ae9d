/** Taking a task, and working on it: work on a task is its assignee's. */
import { Rejection } from '../errors.ts';
import type { Ability } from '../policies/ability.ts';
import { can } from '../policies/can.ts';
import { requireNotExcluded } from './excluded.ts';
import type { TaskFacts } from './task-facts.ts';
import { authorizeTask, requireOpen, unclaimed } from './task-rights.ts';

export function authorizeClaim(ability: Ability, task: TaskFacts): void {
  authorizeTask(ability, task, 'claim', { state: 'open', assignee: undefined });
}

/** Throws conflict `taskNotOpen`, `taskClaimed` when somebody has it, forbidden `personExcluded`. */
export function requireClaimable(task: TaskFacts, persons: readonly string[]): void {
  requireOpen(task);
  const { assignee, node, instance } = task;
  if (assignee !== undefined)
    throw new Rejection('conflict', 'taskClaimed', `Expected user task '${node}' to be unclaimed, but somebody has it.`, {
      details: { instance, assignee },
    });
  requireNotExcluded(task, persons);
}

/** A candidate who has not claimed it hears that, and not that it is forbidden. */
export function authorizeWork(ability: Ability, task: TaskFacts, action: string): void {
  const couldClaim = task.state === 'open' && task.assignee === undefined && can(ability, 'claim', 'Task', { ...unclaimed(task) }).allowed;
  if (!couldClaim) authorizeTask(ability, task, action);
}

/** Throws conflict `taskNotOpen`, `taskNotClaimed`. */
export function requireClaimed(task: TaskFacts): void {
  requireOpen(task);
  if (task.assignee === undefined)
    throw new Rejection('conflict', 'taskNotClaimed', `Expected user task '${task.node}' to be claimed before it is worked on.`, {
      details: { instance: task.instance },
    });
}
