import type { Ability } from '../../policies/ability.ts';
import { can } from '../../policies/can.ts';
import type { TaskRecord } from '../../store/contract.ts';

/** The agency's seal is in the hands of its registry (văn thư), not of whoever signs. `unitPath`: whose agency seals. */
export const keepsSeal = (ability: Ability, task: Pick<TaskRecord, 'procedure' | 'unitPath'>): boolean =>
  can(ability, 'seal', 'Task', { ...task }).allowed;
