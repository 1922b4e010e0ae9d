/**
 * Rights on a user task. Policies speak of open and unclaimed tasks; whether a task is open is a question of state, answered after
 * rights. So rights are asked of the task as it would have to be, and who lost a race hears so instead of "not found".
 */
import { Rejection } from '../../errors.ts';
import { can } from '../../policies/can.ts';
import type { TaskRecord } from '../../store/contract.ts';
import type { CaseAt } from '../case-command.ts';
import { forbidden, notFound } from './require.ts';

export type TaskRef = { readonly caseId: string; readonly instance: number };

/** The loaded task. Throws notFound `taskNotFound`. */
export function taskAt({ loaded }: CaseAt, instance: number): TaskRecord {
  const task = loaded.tasks.find((candidate) => candidate.instance === instance);
  if (task) return task;
  throw notFound('Task');
}

/** `as`: how the task would have to be for the action. Throws notFound, then forbidden with the rule's reason. */
export function authorizeTask(at: CaseAt, instance: number, action: string, as: Partial<TaskRecord> = { state: 'open' }): void {
  const task = taskAt(at, instance);
  requireVisible(at, task);
  const permission = can(at.ability, action, 'Task', { ...task, ...as });
  if (!permission.allowed) throw forbidden(permission, action, 'Task');
}

export function requireVisible({ ability }: CaseAt, task: TaskRecord): void {
  const visible = [task, unclaimed(task)].some((shape) => can(ability, 'read', 'Task', { ...shape }).allowed);
  if (!visible) throw notFound('Task');
}

export function unclaimed({ assignee: _, ...task }: TaskRecord): Omit<TaskRecord, 'assignee'> {
  return { ...task, state: 'open' };
}

/** Throws conflict `taskNotOpen`. */
export function requireOpen(task: TaskRecord): void {
  if (task.state === 'open') return;
  throw new Rejection('conflict', 'taskNotOpen', `Expected user task '${task.node}' to be open, but it is ${task.state}.`, {
    details: { instance: task.instance, node: task.node, state: task.state },
  });
}
