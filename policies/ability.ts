/**
 * What an actor may do: nothing, but for what a rule of one of its roles allows, in the units where it holds that role, and
 * never what any rule forbids. Prohibitions are absolute: no role lifts what another one forbids.
 */
import { createMongoAbility, type MongoAbility, type RawRuleOf } from '@casl/ability';
import { Invariant } from '../errors.ts';
import { conditionMatcher } from './condition-matcher.ts';
import { limitsOfCover, type Cover } from './cover.ts';
import { resolved, usesGrant, type Values } from './placeholders.ts';
import { EVERYONE } from './roles.ts';
import type { RoleGrant } from './role-grant.ts';
import type { Conditions, Rule, RuleFile } from './rule.ts';

export type { RoleGrant };

/** Who acts. `roles` are those in force now, for a substitute those of the absent person `onBehalfOf`. */
export interface PolicyActor {
  readonly account: string;
  readonly person?: string;
  readonly onBehalfOf?: string;
  readonly roles: readonly RoleGrant[];
  /** of a substitute: how far the absent person's rights are covered; without it wholly */
  readonly cover?: Cover;
}

export type Ability = MongoAbility;
type CaslRule = RawRuleOf<Ability>;
/** A rule in casl's own form, with the one it was made from: that one is named in a refusal. */
export type AppliedRule = CaslRule & { readonly rule: Rule };

const UNIT = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;

export function abilityFor(actor: PolicyActor, files: readonly RuleFile[]): Ability {
  const units = unitsByRole(actor, actor.roles);
  const forbidding = unitsByRole(actor, [...actor.roles, ...(actor.cover?.forbidding ?? [])]);
  const rules = files.flatMap((file) => [...applied(file, 'allow', actor, units), ...applied(file, 'deny', actor, forbidding)]);
  // casl lets the last rule win
  const ordered = [...rules.filter(({ inverted }) => !inverted), ...rules.filter(({ inverted }) => inverted)];
  return createMongoAbility<Ability>(ordered, { conditionsMatcher: conditionMatcher as never });
}

type Units = ReadonlyMap<string, readonly string[]>;

function unitsByRole({ account }: PolicyActor, roles: readonly RoleGrant[]): Units {
  const units = new Map<string, string[]>();
  for (const { role, unitPath } of roles) {
    // an empty path would cover every unit in SQL
    if (!UNIT.test(unitPath)) throw new Invariant(`Expected a unit path in the grants of account '${account}', but found '${unitPath}'.`);
    units.set(role, [...(units.get(role) ?? []), unitPath]);
  }
  return units;
}

function applied({ role, rules }: RuleFile, effect: Rule['effect'], actor: PolicyActor, units: Units): readonly AppliedRule[] {
  const all = [...new Set([...units.values()].flat())];
  const its = rules.filter((rule) => rule.effect === effect);
  if (role !== EVERYONE) {
    const own = units.get(role);
    return own ? its.flatMap((rule) => bound(rule, actor, valuesOf(actor, effect, own))) : [];
  }
  return its.flatMap((rule) => {
    if (!usesGrant(rule.conditions)) return bound(rule, actor, valuesOf(actor, effect, all));
    return [...units].flatMap(([held, where]) => bound(rule, actor, valuesOf(actor, effect, all, held, where)));
  });
}

/** A substitute has what the absent person has, and not at the same time what is its own; but is forbidden what either is. */
function valuesOf(
  { account, person, onBehalfOf, cover }: PolicyActor,
  effect: Rule['effect'],
  units: readonly string[],
  role?: string,
  where?: readonly string[],
): Values {
  const both = [person, onBehalfOf].filter((one) => one !== undefined);
  return {
    '${account}': cover?.account ?? account,
    '${person}': person,
    '${persons}': effect === 'allow' && onBehalfOf !== undefined ? [onBehalfOf] : both,
    '${units}': units,
    '${grant.role}': role,
    '${grant.units}': where,
  };
}

function bound(rule: Rule, { cover }: PolicyActor, values: Values): readonly AppliedRule[] {
  const base = { action: [...rule.actions], subject: rule.subject, inverted: rule.effect === 'deny', rule };
  const limits = cover && !base.inverted ? limitsOfCover(rule, cover) : [];
  if (!limits) return [];
  const all: readonly Conditions[] = [...(rule.conditions ? [rule.conditions] : []), ...limits];
  const [only] = all;
  if (!only) return [base];
  const conditions = resolved(all.length === 1 ? only : { $and: all }, values);
  return conditions ? [{ ...base, conditions: conditions as NonNullable<CaslRule['conditions']> }] : [];
}
