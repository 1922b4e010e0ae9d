/**
 * Standard loops and multi-instance activities (BPMN 10.3.8, 13.3.6, 13.3.7). The body instance stands for the activity as a
 * whole and carries its boundary events; each inner instance is one run of it.
 */
import type { Json } from '../expressions/json.ts';
import { remember } from './compensation.ts';
import { guarded, IncidentSignal } from './incidents.ts';
import { clearScope } from './instances.ts';
import type { MultiInstance, StandardLoop } from './model/process-model.ts';
import { createInstance, enqueue, type Instance, type Run } from './run.ts';
import { evaluate, evaluateCondition, localsOf, propagate, setLocal } from './variables.ts';

/** Where a body keeps its items until their turn; no expression can name it. */
const ITEMS = '$items';
const OUTPUT = '$output';
/** More instances than this at once is taken for a mistake in the cardinality. */
const MOST_INSTANCES = 10_000;

/** Starts the loop, or goes on with it after an incident. */
export function runLoop(run: Run, body: Instance): void {
  guarded(run, body, ['execute'], () => {
    const loop = body.node.activity?.loop;
    if (loop?.type === 'standard') iterate(run, body, loop);
    else if (loop && !body.memory.mi) startInstances(run, body, loop);
    else if (loop) nextInstances(run, body, loop);
  });
}

function iterate(run: Run, body: Instance, loop: StandardLoop): void {
  const done = body.memory.mi?.[2] ?? 0;
  const reached = loop.maximum !== undefined && done >= loop.maximum;
  const tested = loop.testBefore || done > 0;
  if (reached || (tested && loop.condition && !evaluateCondition(run, body, loop.condition, { loopCounter: done })))
    return finish(run, body);
  body.memory.mi = [-1, done + 1, done];
  spawn(run, body, done);
}

function startInstances(run: Run, body: Instance, loop: MultiInstance): void {
  const items = loop.collection ? itemsOf(run, body, loop) : undefined;
  const total = items ? items.length : cardinalityOf(run, body, loop);
  if (total > MOST_INSTANCES)
    throw new IncidentSignal('stateLimit', `Expected at most ${MOST_INSTANCES} instances of ${body.node.id}, but there would be ${total}.`);
  body.memory.mi = [total, 0, 0];
  if (items && loop.elementVariable !== undefined) setLocal(run, body, ITEMS, items);
  if (loop.outputCollection !== undefined)
    setLocal(
      run,
      body,
      OUTPUT,
      Array.from({ length: total }, () => null),
    );
  if (total === 0) return finish(run, body);
  for (let index = 0; index < (loop.sequential ? 1 : total); index++) spawnInstance(run, body, loop, index);
}

function itemsOf(run: Run, body: Instance, loop: MultiInstance): readonly Json[] {
  const items = loop.collection ? evaluate(run, body, loop.collection) : [];
  if (items === null) return [];
  if (Array.isArray(items)) return items;
  throw new IncidentSignal(
    'expressionFailed',
    `Expected the collection of ${body.node.id} to be a list, but it is ${JSON.stringify(items)}.`,
  );
}

function cardinalityOf(run: Run, body: Instance, loop: MultiInstance): number {
  const value = loop.cardinality ? evaluate(run, body, loop.cardinality) : 0;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw new IncidentSignal(
    'expressionFailed',
    `Expected the cardinality of ${body.node.id} to be a whole number from 0, but it is ${JSON.stringify(value)}.`,
  );
}

function spawnInstance(run: Run, body: Instance, loop: MultiInstance, index: number): void {
  const mi = body.memory.mi;
  if (mi) mi[1]++;
  const inner = spawn(run, body, index);
  const items = localsOf(run, body)?.[ITEMS];
  if (loop.elementVariable !== undefined && Array.isArray(items)) setLocal(run, inner, loop.elementVariable, items[index] ?? null);
}

function spawn(run: Run, body: Instance, index: number): Instance {
  const inner = createInstance(run, body.node, body, { li: index });
  enqueue(run, { kind: 'begin', scope: body, instance: inner });
  return inner;
}

/** Before an inner instance is gone: its part of the output collection. */
export function collectOutput(run: Run, inner: Instance): void {
  const loop = inner.node.activity?.loop;
  const body = inner.parent;
  if (loop?.type !== 'multiInstance' || !body || loop.outputCollection === undefined || !loop.outputElement) return;
  const value = evaluate(run, inner, loop.outputElement);
  const collected = localsOf(run, body)?.[OUTPUT];
  setLocal(run, body, OUTPUT, (Array.isArray(collected) ? collected : []).with(inner.memory.li ?? 0, value));
}

export function innerDone(run: Run, inner: Instance): void {
  const body = inner.parent;
  if (!body?.memory.mi) return;
  body.memory.mi[2]++;
  runLoop(run, body);
}

function nextInstances(run: Run, body: Instance, loop: MultiInstance): void {
  const [total, started, done] = body.memory.mi ?? [0, 0, 0];
  if (done >= total || (done > 0 && loop.completion && evaluateCondition(run, body, loop.completion))) return finish(run, body);
  if (loop.sequential && started === done && started < total) spawnInstance(run, body, loop, started);
}

/** What still runs is cut off (completion condition), and the activity as a whole is done. */
function finish(run: Run, body: Instance): void {
  const loop = body.node.activity?.loop;
  clearScope(run, body);
  const output = localsOf(run, body)?.[OUTPUT];
  if (loop?.type === 'multiInstance' && loop.outputCollection !== undefined && output !== undefined && body.parent)
    propagate(run, body.parent, { [loop.outputCollection]: output });
  remember(run, body);
  if (body.parent) enqueue(run, { kind: 'leave', scope: body.parent, instance: body });
}
