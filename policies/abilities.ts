import { LRUCache } from 'lru-cache';
import { abilityFor, type Ability, type PolicyActor } from './ability.ts';
import type { RuleFile } from './rule.ts';

const KEPT = 5_000;

/**
 * Abilities under one set of rule files, kept by all that an actor is: equal actors share one, and an actor whose roles changed
 * is another actor, so nothing kept can be out of date. Make a new one when the rules change.
 */
export function abilitiesUnder(files: readonly RuleFile[]): (actor: PolicyActor) => Ability {
  const kept = new LRUCache<string, Ability>({ max: KEPT });
  return (actor) => {
    const { account, person, onBehalfOf, roles } = actor;
    const key = JSON.stringify([account, person ?? null, onBehalfOf ?? null, roles.map(({ role, unitPath }) => [role, unitPath])]);
    const known = kept.get(key);
    if (known) return known;
    const ability = abilityFor(actor, files);
    kept.set(key, ability);
    return ability;
  };
}
