/** Rights on a task of the loaded case; what they are is in casework/task-rights.ts. */
import { notFound } from '../../casework/require-permission.ts';
import * as casework from '../../casework/task-rights.ts';
import type { TaskRecord } from '../../store/contract.ts';
import type { CaseAt } from '../case-command.ts';

export type TaskRef = { readonly caseId: string; readonly instance: number };

/** The loaded task. Throws notFound `taskNotFound`. */
export function taskAt({ loaded }: CaseAt, instance: number): TaskRecord {
  const task = loaded.tasks.find((candidate) => candidate.instance === instance);
  if (task) return task;
  throw notFound('Task');
}

/** `as`: how the task would have to be for the action. Throws notFound, then forbidden with the rule's reason. */
export function authorizeTask(at: CaseAt, instance: number, action: string, as: Partial<TaskRecord> = { state: 'open' }): void {
  casework.authorizeTask(at.ability, taskAt(at, instance), action, as);
}
