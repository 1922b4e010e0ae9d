import type { Bilingual } from '../law/calendar.ts';
import type { Ability, AppliedRule } from './ability.ts';
import messages from './messages.json' with { type: 'json' };
import type { SubjectName } from './subjects.ts';

/** `forbidden.rule`: a rule forbids it, and says why. `forbidden.noRule`: no role of the actor allows it. */
export type Permission =
  | { readonly allowed: true; readonly rule: string }
  | { readonly allowed: false; readonly code: 'forbidden.rule' | 'forbidden.noRule'; readonly rule?: string; readonly reason: Bilingual };

/**
 * Whether the actor may do `action` on this thing, and why not. `object` has the fields of the subject (see subjects.ts); an
 * absent one counts as null. Without `object`: whether there is anything at all that it may do so with (for menus, not for acts).
 */
export function can(ability: Ability, action: string, subject: SubjectName, object?: Readonly<Record<string, unknown>>): Permission {
  // highest priority first, and prohibitions have it
  for (const rule of ability.rulesFor(action, subject)) {
    if (object === undefined ? rule.inverted && rule.conditions !== undefined : !rule.matchesConditions(object as never)) continue;
    const { rule: source } = rule.origin as AppliedRule;
    if (!rule.inverted) return { allowed: true, rule: source.id };
    return { allowed: false, code: 'forbidden.rule', rule: source.id, reason: source.reason ?? messages['forbidden.rule'] };
  }
  return { allowed: false, code: 'forbidden.noRule', reason: messages['forbidden.noRule'] };
}
