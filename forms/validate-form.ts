/**
 * Checks what was submitted for a form, the same in the browser and on the server. Nothing that the form does not ask for gets
 * through: unknown keys are refused, hidden and locked fields keep what the case has.
 */
import type { Problem } from '../errors.ts';
import type { Json } from '../expressions/json.ts';
import { assemble } from './assemble.ts';
import { checkInstance } from './check-instance.ts';
import { coerce } from './coerce.ts';
import { isStructure, type Form, type FormScope, type JsonObject } from './form.ts';
import { problem } from './problem.ts';
import { settle } from './states.ts';
import { instances } from './walk.ts';
import { worldOf } from './world.ts';

export type FormResult = { readonly ok: true; readonly value: JsonObject } | { readonly ok: false; readonly problems: readonly Problem[] };

export const MOST_BYTES = 1_000_000;
/** deeper than any form can be, and far from what makes a recursion fail */
const MOST_DEPTH = 64;
const encoder = new TextEncoder();

/**
 * @param data what was submitted: JSON, dates as ISO text or tagged values
 * @param scope the variables of the case, the instant, and the budget of all expressions together
 * @returns the variables to store: typed, only those that the form may change; or every problem, with the JSON pointer of its field
 */
export function validateForm(form: Form, data: Json, scope: FormScope, limit = MOST_BYTES): FormResult {
  if (isDeeper(data, MOST_DEPTH)) return refused([problem('form.tooDeep', '', { limit: MOST_DEPTH })]);
  if (encoder.encode(JSON.stringify(data)).length > limit) return refused([problem('form.tooBig', '', { limit })]);
  if (!isStructure(data)) return refused([problem('form.type', '', { label: form.id })]);
  const coerced = coerce(form.shape, data);
  const world = worldOf(scope);
  const settled = settle(form.shape, coerced.data, scope, world);
  if (!settled) return refused([problem('form.undecided', '')]);
  const { states, level } = settled;
  const failed = new Map(settled.faults);
  const problems: Problem[] = [];
  for (const instance of instances(form.shape, level, (pointer) => states.get(pointer)?.is === 'hidden')) {
    if (states.get(instance.pointer)?.is !== 'open') continue;
    const found = coerced.faults.get(instance.pointer) ?? checkInstance(instance, failed, world);
    if (found) problems.push(found);
  }
  const all = [...coerced.unknown, ...failed.values(), ...problems];
  if (all.length > 0) return refused(all);
  return { ok: true, value: assemble(form.shape, coerced.data, { states, purpose: 'value', existing: (name) => scope.variable(name) }) };
}

/** Without recursion: what is asked about is how deep it can go. */
function isDeeper(data: Json, most: number): boolean {
  let level: readonly unknown[] = [data];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > most) return true;
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return false;
}

const refused = (problems: readonly Problem[]): FormResult => ({ ok: false, problems });
