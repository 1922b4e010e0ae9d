/**
 * The working set of one step: the instances of a case in memory, the queue of token moves, and what the step produced so
 * far. Lives for one call of `step` only; nothing of it is shared. Invariant: every live token is an instance or a queue item.
 */
import type { Fuel } from '../expressions/contract.ts';
import type { Json } from '../expressions/json.ts';
import type { PerformedAct, Variables } from './command.ts';
import type { Effect, TraceEntry } from './effect.ts';
import type { Flow, Node, ProcessModel } from './model/process-model.ts';
import type { Need, StepContext } from './ports.ts';
import type { EndState, InstanceMemory } from './state.ts';

export interface Instance {
  readonly id: number;
  readonly node: Node;
  readonly model: ProcessModel;
  readonly parent: Instance | undefined;
  readonly memory: InstanceMemory;
  readonly children: Instance[];
  /** queue items whose token lies in this scope */
  pending: number;
  alive: boolean;
}

/** `scope` is where the token lies while it is on its way. */
export type QueueItem =
  | { readonly kind: 'flow'; readonly scope: Instance; readonly flow: Flow }
  | { readonly kind: 'enter'; readonly scope: Instance; readonly node: Node; readonly memory: InstanceMemory; readonly locals?: Variables }
  | { readonly kind: 'begin' | 'leave' | 'compensated'; readonly scope: Instance; readonly instance: Instance };

export interface Run {
  readonly context: StepContext;
  readonly nowMs: number;
  readonly startedMs: number;
  /** what this step enters was done elsewhere, and at another time */
  act: PerformedAct | undefined;
  readonly fuel: Fuel;
  readonly definitions: string[];
  readonly instances: Map<number, Instance>;
  readonly variables: Map<number, Record<string, Json>>;
  /** scopes whose variables were written in this step (and so are copies) */
  readonly written: Set<number>;
  readonly effects: Effect[];
  readonly trace: TraceEntry[];
  /** scopes that may have become empty */
  readonly touched: Set<Instance>;
  /** ad-hoc sub-processes in which an activity was completed: their completion condition is due */
  readonly adHocProgress: Set<Instance>;
  queue: QueueItem[];
  head: number;
  next: number;
  moves: number;
  root: Instance | undefined;
  ended: EndState | undefined;
  /** an incident was raised: kept for a start that is to be refused then */
  incident: Extract<Effect, { type: 'incidentRaised' }> | undefined;
}

/** Thrown where a part is missing that the caller can load; the step is then tried again from its beginning. */
export class NeedSignal extends Error {
  readonly need: Need;
  constructor(need: Need) {
    super(`needs ${need.kind}`);
    this.need = need;
  }
}

export function createInstance(
  run: Run,
  node: Node,
  parent: Instance | undefined,
  memory: InstanceMemory = {},
  model?: ProcessModel,
): Instance {
  const instance = addInstance(run, run.next++, node, parent, memory, model);
  if (!isUntold(instance)) run.trace.push(['+', instance.id, node.id]);
  return instance;
}

/** Puts an instance in its place, new or loaded from the state. */
export function addInstance(
  run: Run,
  id: number,
  node: Node,
  parent: Instance | undefined,
  memory: InstanceMemory,
  model = parent?.model,
): Instance {
  if (!model) throw new Error(`Expected instance ${id} of ${node.id} to have a model.`);
  const instance: Instance = { id, node, model, parent, memory, children: [], pending: 0, alive: true };
  run.instances.set(id, instance);
  parent?.children.push(instance);
  return instance;
}

export function enqueue(run: Run, item: QueueItem): void {
  item.scope.pending++;
  run.queue.push(item);
}

/** Takes back every token that is on its way inside this scope (not in scopes below it: those die with their instances). */
export function dropQueued(run: Run, scope: Instance): void {
  if (scope.pending === 0) return;
  const rest: QueueItem[] = [];
  for (let i = run.head; i < run.queue.length; i++) {
    const item = run.queue[i];
    if (item && item.scope !== scope) rest.push(item);
  }
  run.queue = rest;
  run.head = 0;
  scope.pending = 0;
}

export function* ancestors(instance: Instance): Generator<Instance> {
  for (let at: Instance | undefined = instance; at; at = at.parent) yield at;
}

/** A body of a loop only holds its inner instances; events and execution belong to those or to the body, never to both. */
export function isLoopBody(instance: Instance): boolean {
  return instance.node.activity?.loop !== undefined && instance.memory.li === undefined && !instance.memory.dy;
}

export function isInner(instance: Instance): boolean {
  return instance.memory.li !== undefined;
}

/** A token that waits at a join: not yet a passage of the gateway. */
export function isWaiting({ memory }: Instance): boolean {
  return memory.jn !== undefined || memory.cg !== undefined;
}

/** No passage of its element: it does not stand in the trace. */
export function isUntold(instance: Instance): boolean {
  return isWaiting(instance) || instance.memory.cw?.after === 'branch';
}

/** An instance that only remembers something (an arrival at a join, a running compensation) and is not the element itself. */
export function isMarker(instance: Instance): boolean {
  return (
    instance.memory.jn !== undefined ||
    instance.memory.cw !== undefined ||
    instance.memory.cg !== undefined ||
    instance.memory.dy !== undefined
  );
}
