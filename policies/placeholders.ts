import type { Conditions } from './rule.ts';

/**
 * What a rule may say instead of a value: one value (`account`, `person`, `grant.role`) or a list. `persons` is the actor's
 * person and the person on whose behalf it acts; `units` are the units in which the rule's role is granted. Rules with `grant.`
 * hold once for each role of the actor, so that a role never counts in a unit where it was not granted.
 */
export const PLACEHOLDERS = {
  '${account}': 'one',
  '${person}': 'one',
  '${grant.role}': 'one',
  '${persons}': 'list',
  '${units}': 'list',
  '${grant.units}': 'list',
} as const;
export type Placeholder = keyof typeof PLACEHOLDERS;
export type Values = Readonly<Record<Placeholder, string | readonly string[] | undefined>>;

export const isPlaceholder = (value: unknown): value is Placeholder => typeof value === 'string' && Object.hasOwn(PLACEHOLDERS, value);

export const usesGrant = (conditions: Conditions | undefined): boolean => JSON.stringify(conditions ?? {}).includes('"${grant.');

/** The conditions with values in place, or undefined when one has no value: such a rule says nothing about this actor. */
export function resolved(conditions: Conditions, values: Values): Conditions | undefined {
  let complete = true;
  const place = (value: unknown): unknown => {
    if (isPlaceholder(value)) {
      complete &&= values[value] !== undefined;
      return values[value];
    }
    if (Array.isArray(value)) return value.flatMap(place);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, place(inner)]));
  };
  const result = place(conditions) as Conditions;
  return complete ? result : undefined;
}
