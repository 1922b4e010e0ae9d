/**
 * What an actor may do: nothing, but for what a rule of one of its roles allows, in the units where it holds that role, and
 * never what any rule forbids. Prohibitions are absolute: no role lifts what another one forbids.
 */
import { createMongoAbility, type MongoAbility, type RawRuleOf } from '@casl/ability';
import { Invariant } from '../errors.ts';
import { conditionMatcher } from './condition-matcher.ts';
import { resolved, usesGrant, type Values } from './placeholders.ts';
import { EVERYONE } from './roles.ts';
import type { Rule, RuleFile } from './rule.ts';

export interface RoleGrant {
  readonly role: string;
  /** ltree path; the grant covers the unit and everything below it */
  readonly unitPath: string;
}

/** Who acts. `roles` are those in force now, for a substitute those of the absent person `onBehalfOf`. */
export interface PolicyActor {
  readonly account: string;
  readonly person?: string;
  readonly onBehalfOf?: string;
  readonly roles: readonly RoleGrant[];
}

export type Ability = MongoAbility;
type CaslRule = RawRuleOf<Ability>;
/** A rule in casl's own form, with the one it was made from: that one is named in a refusal. */
export type AppliedRule = CaslRule & { readonly rule: Rule };

const UNIT = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;

export function abilityFor(actor: PolicyActor, files: readonly RuleFile[]): Ability {
  const units = unitsByRole(actor);
  const rules = files.flatMap((file) => applied(file, actor, units));
  // casl lets the last rule win
  const ordered = [...rules.filter(({ inverted }) => !inverted), ...rules.filter(({ inverted }) => inverted)];
  return createMongoAbility<Ability>(ordered, { conditionsMatcher: conditionMatcher as never });
}

function unitsByRole({ roles, account }: PolicyActor): ReadonlyMap<string, readonly string[]> {
  const units = new Map<string, string[]>();
  for (const { role, unitPath } of roles) {
    // an empty path would cover every unit in SQL
    if (!UNIT.test(unitPath)) throw new Invariant(`Expected a unit path in the grants of account '${account}', but found '${unitPath}'.`);
    units.set(role, [...(units.get(role) ?? []), unitPath]);
  }
  return units;
}

function applied({ role, rules }: RuleFile, actor: PolicyActor, units: ReadonlyMap<string, readonly string[]>): readonly AppliedRule[] {
  const all = [...new Set([...units.values()].flat())];
  if (role !== EVERYONE) {
    const own = units.get(role);
    return own ? rules.flatMap((rule) => bound(rule, valuesOf(actor, own))) : [];
  }
  return rules.flatMap((rule) => {
    if (!usesGrant(rule.conditions)) return bound(rule, valuesOf(actor, all));
    return [...units].flatMap(([held, where]) => bound(rule, valuesOf(actor, all, held, where)));
  });
}

function valuesOf(
  { account, person, onBehalfOf }: PolicyActor,
  units: readonly string[],
  role?: string,
  where?: readonly string[],
): Values {
  return {
    '${account}': account,
    '${person}': person,
    '${persons}': [person, onBehalfOf].filter((one) => one !== undefined),
    '${units}': units,
    '${grant.role}': role,
    '${grant.units}': where,
  };
}

function bound(rule: Rule, values: Values): readonly AppliedRule[] {
  const base = { action: [...rule.actions], subject: rule.subject, inverted: rule.effect === 'deny', rule };
  if (!rule.conditions) return [base];
  const conditions = resolved(rule.conditions, values);
  return conditions ? [{ ...base, conditions: conditions as NonNullable<CaslRule['conditions']> }] : [];
}
