import { forbidden } from '../../casework/require-permission.ts';
import type { Ability } from '../../policies/ability.ts';
import { can } from '../../policies/can.ts';
import type { TaskRecord } from '../../store/contract.ts';

/** The agency's seal is in the hands of its registry (văn thư), not of whoever signs. Throws forbidden. */
export function requireSealKeeper(ability: Ability, task: Pick<TaskRecord, 'procedure' | 'unitPath' | 'node'>): void {
  const permission = can(ability, 'seal', 'Task', { ...task });
  if (!permission.allowed) throw forbidden(permission, 'seal', 'Task');
}
