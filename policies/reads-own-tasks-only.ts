import type { Ability, AppliedRule } from './ability.ts';
import { EVERYONE } from './roles.ts';
import { SHIPPED_RULES } from './shipped-rules.ts';

/** What these let somebody read is theirs: given to them, theirs to take, or done by them. */
const OWN = ['taskOfMine', 'taskForMe', 'taskForMyRole', 'taskForMyUnit', 'taskIDid'];
const OWN_RULES = new Set(
  SHIPPED_RULES.filter(({ role }) => role === EVERYONE).flatMap(({ rules }) => rules.filter(({ id }) => OWN.includes(id))),
);

/**
 * Whether no rule lets this actor read an open task but those for one's own tasks. Then a list of all tasks needs to look only at
 * the actor's tasks and at those the actor could take; the predicate still decides about each.
 */
export function readsOwnTasksOnly(ability: Ability): boolean {
  return ability.rulesFor('read', 'Task').every(({ inverted, origin }) => inverted || OWN_RULES.has((origin as AppliedRule).rule));
}
