import type { Ability, AppliedRule } from './ability.ts';
import { EVERYONE } from './roles.ts';
import { SHIPPED_RULES } from './shipped-rules.ts';

/** What these let somebody read is theirs: given to them, theirs to take, or done by them. */
const OWN = ['taskOfMine', 'taskForMe', 'taskForMyRole', 'taskForMyUnit', 'taskIDid'];
const OWN_RULES = new Set(
  SHIPPED_RULES.filter(({ role }) => role === EVERYONE).flatMap(({ rules }) => rules.filter(({ id }) => OWN.includes(id))),
);

/**
 * The units whose open tasks this actor may read, beside its own tasks and those it could take. Then a list of all tasks needs to
 * look nowhere else; the predicate still decides about each. Undefined when a rule lets the actor read tasks by something else.
 */
export function readableTaskUnits(ability: Ability): readonly string[] | undefined {
  const units: string[] = [];
  for (const { inverted, conditions, origin } of ability.rulesFor('read', 'Task')) {
    if (inverted || OWN_RULES.has((origin as AppliedRule).rule)) continue;
    const roots = unitsOf(conditions as Readonly<Record<string, unknown>> | undefined);
    if (!roots) return undefined;
    units.push(...roots);
  }
  return [...new Set(units)];
}

/** Of a rule about nothing but units, whatever else narrows it (absence cover does). */
function unitsOf(conditions: Readonly<Record<string, unknown>> = {}): readonly string[] | undefined {
  if (Array.isArray(conditions['$and'])) return conditions['$and'].map((one: typeof conditions) => unitsOf(one)).find((units) => units);
  const { unitPath, ...others } = conditions;
  if (Object.keys(others).length > 0 || typeof unitPath !== 'object' || unitPath === null) return undefined;
  const { $under: roots, ...tests } = unitPath as { readonly $under?: string | readonly string[] };
  if (Object.keys(tests).length > 0 || roots === undefined) return undefined;
  return typeof roots === 'string' ? [roots] : roots;
}
