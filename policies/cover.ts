/**
 * Absence cover: how far a substitute has the rights of an absent person. Only roles that the register (cover.json) names on the day, only for
 * who holds one of the covering roles at that level already, never for administrators of accounts: cover gives nobody a higher rank.
 */
import { coverInForce, type CoverRule } from './cover-register.ts';
import type { RoleGrant } from './role-grant.ts';
import type { Conditions, Rule } from './rule.ts';
import { subjectDefinition } from './subjects.ts';

/** What a substitution is about; an empty list does not limit. `units` are ltree paths. */
export interface CoverScope {
  readonly procedures: readonly string[];
  readonly units: readonly string[];
  readonly roles: readonly string[];
}

/** How far the absent person's rights reach in the hands of the substitute; `roles`: those that are covered now. */
export interface Cover extends CoverScope {
  /** the absent person's account */
  readonly account: string;
  /** on which the register is read */
  readonly day: string;
  /** grants of both persons: what their rules forbid stays forbidden */
  readonly forbidding: readonly RoleGrant[];
}

/** `day`: ISO date on the law's clock, here and below. */
export const isCoverableRole = (role: string, day: string): boolean => coverInForce(day)?.roles.some((rule) => rule.role === role) === true;
export const isCoverableProcedure = (procedure: string, day: string): boolean =>
  coverInForce(day)?.procedures.never.includes(procedure) === false;

/** The grants of the absent person that `own`, the substitute's, are enough to cover: each cut to the units of the scope. */
export function coveredGrants(
  absent: readonly RoleGrant[],
  own: readonly RoleGrant[],
  scope: CoverScope,
  day: string,
): readonly RoleGrant[] {
  const rules = coverInForce(day)?.roles ?? [];
  return absent
    .filter(({ role }) => scope.roles.length === 0 || scope.roles.includes(role))
    .flatMap(({ role, unitPath }) => within(unitPath, scope.units).map((unit) => ({ role, unitPath: unit })))
    .filter((grant) => own.some((held) => mayCover(rules, held, grant)));
}

/** Roles of which somebody must hold one to cover any of these. */
export function coveringRoles(absent: readonly RoleGrant[], day: string): readonly string[] {
  const rules = coverInForce(day)?.roles ?? [];
  return [...new Set(rules.filter(({ role }) => absent.some((grant) => grant.role === role)).flatMap(({ by }) => by))];
}

/** The parts of a unit's tree that lie in the units of the scope. */
function within(unit: string, units: readonly string[]): readonly string[] {
  if (units.length === 0) return [unit];
  return [...new Set(units.flatMap((one) => (isUnder(one, unit) ? [one] : isUnder(unit, one) ? [unit] : [])))];
}

function mayCover(rules: readonly CoverRule[], held: RoleGrant, { role, unitPath }: RoleGrant): boolean {
  const rule = rules.find((one) => one.role === role);
  if (!rule?.by.includes(held.role)) return false;
  if (isUnder(unitPath, held.unitPath)) return true;
  const parent = parentOf(unitPath);
  return rule.reach === 'siblings' && parent !== '' && parent === parentOf(held.unitPath);
}

const isUnder = (unit: string, root: string): boolean => unit === root || unit.startsWith(`${root}.`);
const parentOf = (unit: string): string => unit.slice(0, Math.max(unit.lastIndexOf('.'), 0));

/** What limits an allowing rule in the hands of the substitute. Undefined: what it is about is never covered. */
export function limitsOfCover({ subject }: Rule, cover: Cover): readonly Conditions[] | undefined {
  const register = coverInForce(cover.day);
  if (!register?.subjects.includes(subject)) return undefined;
  const { never } = register.procedures;
  const { fields } = subjectDefinition(subject);
  const procedures = cover.procedures.filter((procedure) => !never.includes(procedure));
  return [
    ...('procedure' in fields ? [{ procedure: cover.procedures.length > 0 ? { $in: procedures } : { $nin: never } }] : []),
    ...('unitPath' in fields && cover.units.length > 0 ? [{ unitPath: { $under: cover.units } }] : []),
    ...(subject === 'Task' ? [taskOf(cover.roles)] : []),
  ];
}

/** Work that names roles is covered with one of these; work that names persons only, with the person. */
const taskOf = (roles: readonly string[]): Conditions => ({
  $or: [{ candidateRoles: { $empty: true } }, { candidateRoles: { $overlaps: roles } }],
});
