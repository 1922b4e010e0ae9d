import type { Ability, AppliedRule } from './ability.ts';
import { EVERYONE } from './roles.ts';
import { SHIPPED_RULES } from './shipped-rules.ts';
import type { SubjectName } from './subjects.ts';

/** Lists leave out excluded persons by themselves. */
const SEPARATION = SHIPPED_RULES.filter(({ role }) => role === EVERYONE).flatMap(({ rules }) =>
  rules.filter(({ id }) => id === 'separationOfDuties'),
);

/** Whether a rule forbids the action on some things of this kind, beside the separation of duties: then an index alone makes no list. */
export function prohibits(ability: Ability, action: string, subject: SubjectName): boolean {
  return ability.rulesFor(action, subject).some(({ inverted, origin }) => inverted && !SEPARATION.includes((origin as AppliedRule).rule));
}
