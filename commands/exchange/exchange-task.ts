import { Rejection } from '../../errors.ts';
import { can } from '../../policies/can.ts';
import type { TaskRecord } from '../../store/contract.ts';
import type { CaseAt } from '../case-command.ts';
import { notFound } from '../../casework/require-permission.ts';
import { taskAt } from '../rights/task-rights.ts';

/** The task, if this system may answer for it; for any other it is not there. Throws notFound `taskNotFound`. */
export function authorizeAnswer(at: CaseAt, instance: number): void {
  if (!can(at.ability, 'answer', 'Task', { ...taskAt(at, instance) }).allowed) throw notFound('Task');
}

/** Throws conflict `exchangeAnswered`, `exchangeWithdrawn`, `exchangeTakenOver`. */
export function requireAwaited(task: TaskRecord): void {
  if (task.state === 'completed')
    throw new Rejection('conflict', 'exchangeAnswered', `Expected '${task.node}' to wait for an answer, but it is completed.`, {
      details: { node: task.node, closedAt: task.closedAt },
    });
  if (task.state !== 'open')
    throw new Rejection('conflict', 'exchangeWithdrawn', `Expected '${task.node}' to wait for an answer, but it is ${task.state}.`, {
      details: { node: task.node, state: task.state },
    });
  if (task.assignee !== undefined)
    throw new Rejection('conflict', 'exchangeTakenOver', `Expected '${task.node}' to wait for an answer, but it was taken over here.`, {
      details: { node: task.node },
    });
}
