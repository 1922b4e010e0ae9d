/**
 * An actor's rules on their way to the browser, and back into an ability there: the same rules with the same meaning, so that what a
 * page offers is what the server allows. They are resolved for the actor: no placeholders, no other roles.
 */
import { createMongoAbility } from '@casl/ability';
import { packRules, unpackRules } from '@casl/ability/extra';
import type { Bilingual } from '../law/calendar.ts';
import type { Ability, AppliedRule } from './ability.ts';
import { conditionMatcher } from './condition-matcher.ts';

export interface PackedRules {
  /** casl's packed form, the least important first */
  readonly rules: readonly (readonly unknown[])[];
  /** of each rule, in the same order: its id, and on a prohibition what a person is told */
  readonly notes: readonly { readonly id: string; readonly reason?: Bilingual }[];
}

export function packAbility(ability: Ability): PackedRules {
  const applied = ability.rules as unknown as readonly AppliedRule[];
  const plain = applied.map(({ action, subject, conditions, inverted }) => ({ action, subject, conditions, inverted }));
  return {
    rules: packRules(plain as never) as PackedRules['rules'],
    notes: applied.map(({ rule: { id, reason } }) => ({ id, ...(reason && { reason }) })),
  };
}

/** For `can` in can.ts. */
export function unpackAbility({ rules, notes }: PackedRules): Ability {
  const applied = unpackRules(rules as never).map((rule, i) => ({ ...(rule as object), rule: notes[i] }));
  return createMongoAbility<Ability>(applied as never, { conditionsMatcher: conditionMatcher as never });
}
