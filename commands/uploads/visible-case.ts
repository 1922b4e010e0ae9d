import { notFound } from '../../casework/require-permission.ts';
import type { Ability } from '../../policies/ability.ts';
import { can } from '../../policies/can.ts';
import type { LoadedCase, TaskRecord } from '../../store/contract.ts';

/** To whoever sees the case, or may do one of its open tasks: they are shown its form and what is attached. Throws notFound `caseNotFound`. */
export function requireVisible(ability: Ability, loaded: LoadedCase | undefined): LoadedCase {
  if (!loaded) throw notFound('Case');
  const isSeen = can(ability, 'read', 'Case', { ...loaded.case }).allowed || loaded.tasks.some((task) => isOffered(ability, task));
  if (isSeen) return loaded;
  throw notFound('Case');
}

/** Its candidates see a task also while somebody has it. */
function isOffered(ability: Ability, task: TaskRecord): boolean {
  const shapes = [{ ...task }, { ...task, assignee: undefined }];
  return task.state === 'open' && shapes.some((shape) => can(ability, 'read', 'Task', shape).allowed);
}
