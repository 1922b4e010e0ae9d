/**
 * Compensation (BPMN 10.7, 13.5.5): completed activities that can be undone are remembered in their scope; a throw event
 * undoes them one by one, in reverse order of completion, and waits until all are done. What ran as instances of one parallel
 * multi-instance activity is undone at the same time, each instance as a branch of its own.
 */
import type { Json } from '../expressions/json.ts';
import type { Node } from './model/process-model.ts';
import { ancestors, createInstance, enqueue, type Instance, isInner, isLoopBody, type Run } from './run.ts';
import type { CompensationEntry, CompensationWait, Undoing } from './state.ts';
import { localsOf } from './variables.ts';

/** Called when an activity is completed, before it is gone. */
export function remember(run: Run, instance: Instance): void {
  const entry = entryOf(run, instance);
  if (entry && instance.parent) (instance.parent.memory.h ??= []).push(entry);
}

function entryOf(run: Run, instance: Instance): CompensationEntry | undefined {
  const { node, memory } = instance;
  if (isLoopBody(instance)) return memory.h && [node.id, memory.h, {}];
  if (memory.ch) return undefined;
  if (node.activity?.compensation) return isInner(instance) ? [node.id, [], { ...localsOf(run, instance) }] : [node.id];
  if (node.kind !== 'subProcess' || (!memory.h && !node.scope?.compensationStart)) return undefined;
  return [node.id, memory.h ?? [], { ...localsOf(run, instance) }];
}

/** Makes `waiter` undo what was completed in the scope: everything, or one activity (activityRef). */
export function startCompensation(
  run: Run,
  waiter: Instance,
  scope: Instance,
  activity: string | undefined,
  after: CompensationWait['after'],
): void {
  const history = scope.memory.h ?? [];
  const due = history.filter((entry) => activity === undefined || entry[0] === activity);
  const rest = history.filter((entry) => !due.includes(entry));
  if (rest.length) scope.memory.h = rest;
  else delete scope.memory.h;
  waiter.memory.cw = { q: due.reverse().flatMap((entry) => expand(waiter, entry, {})), after };
  nextHandler(run, waiter);
}

/** Default compensation of a sub-process or loop: what was completed inside it, last one first, with its data (13.5.5). */
function expand(waiter: Instance, entry: CompensationEntry, outer: Record<string, Json>): Undoing[] {
  const [id, inner, own] = entry;
  const node = waiter.model.nodes.get(id);
  const variables = { ...outer, ...own };
  // what a loop remembers are its instances, which have its own id
  if (inner?.some(([of]) => of === id)) return expandLoop(waiter, inner, variables);
  const handler = node?.activity?.compensation;
  if (handler && !inner?.length) return [[handler.id, [], variables]];
  if (node?.scope?.compensationStart) return [[node.scope.compensationStart.id, inner ?? [], variables]];
  return (inner ?? []).toReversed().flatMap((nested) => expand(waiter, nested, variables));
}

function expandLoop(waiter: Instance, instances: readonly CompensationEntry[], outer: Record<string, Json>): Undoing[] {
  const loop = waiter.model.nodes.get(instances[0]?.[0] ?? '')?.activity?.loop;
  const branches = instances.toReversed().map((instance) => expand(waiter, instance, outer));
  const atOnce = loop?.type === 'multiInstance' && !loop.sequential && branches.length > 1;
  return atOnce ? [{ p: branches }] : branches.flat();
}

export function nextHandler(run: Run, waiter: Instance): void {
  const next = waiter.memory.cw?.q.shift();
  if (!next) {
    if (waiter.parent) enqueue(run, { kind: 'compensated', scope: waiter.parent, instance: waiter });
    return;
  }
  if ('p' in next) return openBranches(run, waiter, next.p);
  const [id, history = [], locals = {}] = next;
  const node = waiter.model.nodes.get(id);
  if (!node) throw new Error(`Expected compensation handler ${id} to be in ${waiter.model.id}.`);
  const memory =
    node.kind === 'startEvent' ? { ch: 1 as const, es: 1 as const, ...(history.length && { h: history }) } : { ch: 1 as const };
  enqueue(run, { kind: 'enter', scope: waiter, node, memory, locals });
}

/** Each branch waits for itself, with the data of its own instance; the compensation goes on when all are gone. */
function openBranches(run: Run, waiter: Instance, branches: readonly (readonly Undoing[])[]): void {
  for (const branch of branches) nextHandler(run, createInstance(run, waiter.node, waiter, { cw: { q: [...branch], after: 'branch' } }));
}

/**
 * The scope whose history a throw event undoes: its own or, inside event sub-processes, the one around them; with an
 * activityRef the innermost that completed this activity.
 */
export function compensatedScope(from: Instance, activity: string | undefined): Instance {
  let last = from;
  for (const at of ancestors(from)) {
    if (!isScope(at.node) || isLoopBody(at)) continue;
    last = at;
    const known = activity !== undefined && at.memory.h?.some(([id]) => id === activity);
    if (known || (activity === undefined && !at.node.scope?.triggeredByEvent) || at.node.kind === 'process') return at;
  }
  return last;
}

function isScope(node: Node): boolean {
  return node.kind === 'process' || node.kind === 'subProcess';
}
