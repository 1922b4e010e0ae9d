import type { Ability, RoleGrant } from '../policies/ability.ts';
import { can } from '../policies/can.ts';
import type { TaskFacts } from './task-facts.ts';
import { unclaimed } from './task-rights.ts';

/** Whether a task can be given to the person with these rights. One that names no candidates is for whoever works in its unit, if it is done here. */
export function couldTake(task: TaskFacts, grants: readonly RoleGrant[], ability: Ability): boolean {
  const here = task.mode === undefined || task.mode === 'internal';
  if (here && [task.candidateRoles, task.candidateUnits, task.candidatePersons].every((list) => list.length === 0))
    return grants.some(({ unitPath }) => task.unitPath === unitPath || task.unitPath.startsWith(`${unitPath}.`));
  return can(ability, 'claim', 'Task', { ...unclaimed(task) }).allowed;
}
