/** The people of a scenario as the product sees them: an account, a person, and the rights that the shipped and the module's rules give. */
import type { Actor } from '../engine/command.ts';
import { abilityFor, type Ability, type RoleGrant } from '../policies/ability.ts';
import type { RuleFile } from '../policies/rule.ts';
import type { ScenarioPerson } from './scenario.ts';

export interface Person {
  readonly alias: string;
  readonly actor: Actor & { readonly person: string };
  readonly grants: readonly RoleGrant[];
  readonly ability: Ability;
}

/** Account and person are called by the alias; two accounts of one person say so by `person`. */
export function peopleOf(people: Readonly<Record<string, ScenarioPerson>>, rules: readonly RuleFile[]): ReadonlyMap<string, Person> {
  return new Map(
    Object.entries(people).map(([alias, { roles, unit, person = alias }]) => {
      const grants = roles.map((role) => ({ role, unitPath: unit }));
      const actor = { account: alias, person };
      return [alias, { alias, actor, grants, ability: abilityFor({ ...actor, roles: grants }, rules) }];
    }),
  );
}

/** Nobody's acts: timers, messages, jobs. */
export const SYSTEM: Actor = Object.freeze({ account: 'system:scenario' });
