/** Work on a task of the loaded case; what it takes is in casework/task-claim.ts. */
import * as casework from '../../casework/task-claim.ts';
import type { CaseAt } from '../case-command.ts';
import { taskAt } from '../rights/task-rights.ts';

export function authorizeWork(at: CaseAt, instance: number, action: string): void {
  casework.authorizeWork(at.ability, taskAt(at, instance), action);
}

/** Throws conflict `taskNotOpen`, `taskNotClaimed`. */
export function requireClaimed(at: CaseAt, instance: number): void {
  casework.requireClaimed(taskAt(at, instance));
}
