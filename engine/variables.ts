/**
 * Variables by scope. A name is looked up from the instance outwards, up to the process it runs in; a called process does not
 * see its caller. Written where it exists, else on the process. Loop counters are derived, not stored.
 */
import type { Expression } from '../expressions/contract.ts';
import { ExpressionError } from '../expressions/contract.ts';
import type { Json } from '../expressions/json.ts';
import type { Variables } from './command.ts';
import { IncidentSignal } from './incidents.ts';
import type { Mapping, ValueList } from './model/process-model.ts';
import { lawHost } from './law/law-host.ts';
import { lookup } from './lookup.ts';
import { ancestors, type Instance, type Run } from './run.ts';

const RESERVED = '$';

/** Evaluates in the scope of an instance, with `extra` in front. A failure becomes an incident on the element at hand. */
export function evaluate(run: Run, at: Instance, expression: Expression, extra?: Variables): Json {
  try {
    return expression.evaluate({
      variable: (name) => (extra && Object.hasOwn(extra, name) ? extra[name] : lookup(run, at, name)),
      now: run.context.now,
      fuel: run.fuel,
      host: (name, args) => lawHost(run, at)(name, args),
    });
  } catch (error) {
    if (error instanceof ExpressionError) throw new IncidentSignal('expressionFailed', `'${expression.source}': ${error.message}`);
    throw error;
  }
}

/** A condition must be true or false: a missing value must not silently choose a way (13.4.2). */
export function evaluateCondition(run: Run, at: Instance, expression: Expression, extra?: Variables): boolean {
  const value = evaluate(run, at, expression, extra);
  if (typeof value === 'boolean') return value;
  throw new IncidentSignal(
    'expressionFailed',
    `Expected condition '${expression.source}' to be true or false, but it is ${JSON.stringify(value)}.`,
  );
}

export function evaluateList(run: Run, at: Instance, list: ValueList): readonly string[] {
  if ('literal' in list) return list.literal;
  const value = evaluate(run, at, list.expression);
  if (value === null) return [];
  const items = Array.isArray(value) ? value : [value];
  return items.map((item) => {
    if (typeof item === 'string') return item;
    throw new IncidentSignal(
      'expressionFailed',
      `Expected '${list.expression.source}' to give text, but it gives ${JSON.stringify(item)}.`,
    );
  });
}

function ownVariables(run: Run, id: number): Record<string, Json> {
  const own = run.variables.get(id);
  if (own && run.written.has(id)) return own;
  const copy = { ...own };
  run.variables.set(id, copy);
  run.written.add(id);
  return copy;
}

export function setLocal(run: Run, at: Instance, name: string, value: Json): void {
  ownVariables(run, at.id)[name] = value;
}

export function setLocals(run: Run, at: Instance, variables: Variables): void {
  for (const [name, value] of Object.entries(variables)) setLocal(run, at, name, value);
}

export function removeLocals(run: Run, id: number): void {
  if (run.variables.delete(id)) run.written.add(id);
}

export function localsOf(run: Run, at: Instance): Record<string, Json> | undefined {
  return run.variables.get(at.id);
}

/** Writes each variable where it exists, from this instance outwards, else on the process. */
export function propagate(run: Run, from: Instance, variables: Variables): void {
  for (const [name, value] of Object.entries(variables)) setLocal(run, ownerOf(run, from, name), name, value);
}

function ownerOf(run: Run, from: Instance, name: string): Instance {
  let last = from;
  for (const at of ancestors(from)) {
    last = at;
    const own = run.variables.get(at.id);
    if ((own && Object.hasOwn(own, name)) || at.node.kind === 'process') return at;
  }
  return last;
}

/** Everything an instance sees, inner names hiding outer ones; what a call activity passes on without a mapping. */
export function visibleVariables(run: Run, from: Instance): Record<string, Json> {
  const layers: Record<string, Json>[] = [];
  for (const at of ancestors(from)) {
    const own = run.variables.get(at.id);
    if (own) layers.push(own);
    if (at.node.kind === 'process') break;
  }
  const visible: Record<string, Json> = {};
  for (const layer of layers.reverse())
    for (const [name, value] of Object.entries(layer)) if (!name.startsWith(RESERVED)) visible[name] = value;
  return visible;
}

export function applyInputs(run: Run, at: Instance, inputs: readonly Mapping[]): void {
  for (const { source, target } of inputs) setLocal(run, at, target, evaluate(run, at, source));
}

/** What the input mappings of an element chose, and nothing else of its own. */
export function mappedInputs(run: Run, at: Instance): Record<string, Json> {
  const own = localsOf(run, at) ?? {};
  return Object.fromEntries(at.node.inputs.map(({ target }) => [target, own[target] ?? null]));
}

/**
 * What an element hands to its surroundings when it is done. With output mappings only these leave it; without, every
 * variable of `produced` does, except the names that input mappings made its own.
 */
export function applyOutputs(run: Run, at: Instance, outputs: readonly Mapping[], produced: Variables): void {
  if (outputs.length) {
    const results = outputs.map(({ source, target }) => [target, evaluate(run, at, source, produced)] as const);
    const beside = at.node.call?.propagateOut ? produced : {};
    propagate(run, at.parent ?? at, { ...beside, ...Object.fromEntries(results) });
    return;
  }
  for (const [name, value] of Object.entries(produced)) setLocal(run, ownerOf(run, at, name), name, value);
}
