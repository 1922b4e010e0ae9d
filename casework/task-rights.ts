/**
 * Rights on a user task. Policies speak of open and unclaimed tasks; whether a task is open is a question of state, answered after
 * rights. So rights are asked of the task as it would have to be, and who lost a race hears so instead of "not found".
 */
import { Rejection } from '../errors.ts';
import type { Ability } from '../policies/ability.ts';
import { can } from '../policies/can.ts';
import { forbidden, notFound } from './require-permission.ts';
import type { TaskFacts } from './task-facts.ts';

/** `as`: how the task would have to be for the action. Throws notFound, then forbidden with the rule's reason. */
export function authorizeTask(
  ability: Ability,
  task: TaskFacts,
  action: string,
  as: { readonly state?: string; readonly assignee?: string | undefined } = { state: 'open' },
): void {
  requireVisible(ability, task);
  const permission = can(ability, action, 'Task', { ...task, ...as });
  if (!permission.allowed) throw forbidden(permission, action, 'Task');
}

export function requireVisible(ability: Ability, task: TaskFacts): void {
  const visible = [task, unclaimed(task)].some((shape) => can(ability, 'read', 'Task', { ...shape }).allowed);
  if (!visible) throw notFound('Task');
}

export function unclaimed({ assignee: _, ...task }: TaskFacts): Omit<TaskFacts, 'assignee'> {
  return { ...task, state: 'open' };
}

/** Throws conflict `taskNotOpen`. */
export function requireOpen({ state, node, instance }: TaskFacts): void {
  if (state === 'open') return;
  throw new Rejection('conflict', 'taskNotOpen', `Expected user task '${node}' to be open, but it is ${state}.`, {
    details: { instance, node, state },
  });
}
