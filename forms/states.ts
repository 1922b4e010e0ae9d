import type { Problem } from '../errors.ts';
import { ExpressionError, type Expression, type Scope } from '../expressions/contract.ts';
import type { Json } from '../expressions/json.ts';
import { assemble } from './assemble.ts';
import type { Flag, JsonObject, ObjectShape } from './form.ts';
import { lookUp, Missing } from './look-up.ts';
import { problem } from './problem.ts';
import type { State, States } from './state.ts';
import { instances, layered, type Instance, type Level } from './walk.ts';
import type { World } from './world.ts';

export interface Settled {
  readonly states: States;
  readonly level: Level;
  readonly faults: ReadonlyMap<string, Problem>;
}

/** Conditions that still change after as many rounds contradict each other. */
const MOST_ROUNDS = 12;

/**
 * Which fields are hidden, locked or computed. Conditions see the data without the hidden fields, so they are asked again until
 * nothing changes. Undefined when they never settle.
 */
export function settle(shape: ObjectShape, data: JsonObject, base: Scope, world: World): Settled | undefined {
  let states: States = new Map();
  let before = '';
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const level = levelOf(shape, data, base, states);
    const faults = new Map<string, Problem>();
    const next = new Map<string, State>();
    const hidden = (pointer: string): boolean => next.get(pointer)?.is === 'hidden';
    for (const instance of instances(shape, level, hidden)) next.set(instance.pointer, stateOf(instance, faults, world));
    const now = JSON.stringify([...next]);
    if (now === before) return { states: next, level, faults };
    [states, before] = [next, now];
  }
  return undefined;
}

function levelOf(shape: ObjectShape, data: JsonObject, base: Scope, states: States): Level {
  const existing = (name: string): Json | undefined => base.variable(name);
  const context = assemble(shape, data, { states, purpose: 'context', existing });
  return { data, context, existing, scope: layered(base, context), pointer: '' };
}

function stateOf({ entry, pointer, scope }: Instance, faults: Map<string, Problem>, world: World): State {
  const ask = (expression: Expression): Json => evaluate(expression, scope, pointer, entry.label, faults);
  if (entry.hides.some((hide) => ask(hide) === true)) return { is: 'hidden' };
  if (entry.entry === 'list') return { is: 'open' };
  if (entry.compute) {
    const value = ask(entry.compute);
    const found = entry.lookup ? lookUp(entry.lookup, value, { world, ask }) : value;
    if (!(found instanceof Missing)) return { is: 'computed', value: found };
    faults.set(pointer, found.problem(pointer, entry.label));
    return { is: 'computed', value: null };
  }
  return { is: isSet(entry.locked, ask) ? 'locked' : 'open' };
}

export const isSet = (flag: Flag, ask: (expression: Expression) => Json): boolean =>
  typeof flag === 'boolean' ? flag : ask(flag) === true;

/** The value, or null and a fault that refuses the whole form: an expression that fails decides nothing silently. */
export function evaluate(expression: Expression, scope: Scope, pointer: string, label: string, faults: Map<string, Problem>): Json {
  try {
    return expression.evaluate(scope);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    faults.set(pointer, problem('form.expressionFailed', pointer, { label, cause: error.code }));
    return null;
  }
}
