/**
 * Where tokens wait for each other (BPMN 13.4). A parallel join counts on arrival; inclusive and complex gateways are looked at
 * when nothing else can move, because they fire when no further token can arrive, also when one has died elsewhere.
 */
import { passThrough, take } from '../flows.ts';
import { attempt, guarded, raiseIncident } from '../incidents.ts';
import { removeInstance } from '../instances.ts';
import type { Flow, Node } from '../model/process-model.ts';
import { createInstance, type Instance, isWaiting, type Run } from '../run.ts';
import { evaluateCondition } from '../variables.ts';

export function arrive(run: Run, node: Node, scope: Instance, flow: Flow): void {
  createInstance(run, node, scope, { jn: flow.id });
  if (node.kind === 'parallelGateway') joinParallel(run, node, scope);
}

/** Fires when a token waits on each incoming flow; called on arrival, and when a token that was held is let go. */
export function joinParallel(run: Run, node: Node, scope: Instance): void {
  const first = firstArrivals(scope, node);
  if (first.size < node.incoming.length) return;
  consume(run, first.values());
  passThrough(run, node, scope);
}

/** The oldest waiting token of each incoming flow. */
function firstArrivals(scope: Instance, node: Node): Map<string, Instance> {
  const first = new Map<string, Instance>();
  for (const child of scope.children) {
    const flow = child.node === node ? child.memory.jn : undefined;
    if (flow !== undefined && !first.has(flow)) first.set(flow, child);
  }
  return first;
}

function consume(run: Run, arrivals: Iterable<Instance>): void {
  for (const arrival of arrivals) removeInstance(run, arrival, 'completed');
}

/** Fires one waiting join, if one is ready. One whose token carries an incident waits for a person. */
export function fireWaitingJoin(run: Run): boolean {
  const seen = new Set<Instance>();
  for (const waiting of run.instances.values()) {
    const { node, parent: scope } = waiting;
    if (!isWaiting(waiting) || !scope || !node.reach || seen.has(waiting)) continue;
    const tokens = scope.children.filter((child) => child.node === node && isWaiting(child));
    for (const token of tokens) seen.add(token);
    if (tokens.some((token) => token.memory.inc)) continue;
    const arrivals = firstArrivals(scope, node);
    if (node.kind === 'complexGateway' ? fireComplex(run, node, scope, arrivals) : fireInclusive(run, node, scope, arrivals)) return true;
  }
  return false;
}

function fireInclusive(run: Run, node: Node, scope: Instance, arrivals: Map<string, Instance>): boolean {
  if (mayStillArrive(node, scope, new Set(arrivals.keys()))) return false;
  consume(run, arrivals.values());
  passThrough(run, node, scope);
  return true;
}

/**
 * Some token can reach an empty incoming flow, and none of the flows that already have one, without visiting the gateway
 * (13.4.3, the two conditions on directed paths).
 */
function mayStillArrive(node: Node, scope: Instance, full: ReadonlySet<string>): boolean {
  const reach = [...(node.reach ?? [])];
  const empty = reach.filter(([flow]) => !full.has(flow.id));
  const filled = reach.filter(([flow]) => full.has(flow.id));
  return scope.children.some((token) => {
    if (token.node === node || token.memory.cw?.after === 'nothing') return false;
    return empty.some(([, nodes]) => nodes.has(token.node)) && !filled.some(([, nodes]) => nodes.has(token.node));
  });
}

/** 13.4.5: activated by its condition, then waiting for the rest (reset, at once when all have come), after which it produces once more. */
function fireComplex(run: Run, node: Node, scope: Instance, arrivals: Map<string, Instance>): boolean {
  const waiting = scope.children.find((child) => child.node === node && child.memory.cg);
  return waiting ? reset(run, node, scope, arrivals, waiting) : activate(run, node, scope, arrivals);
}

function activate(run: Run, node: Node, scope: Instance, arrivals: Map<string, Instance>): boolean {
  const first = arrivals.values().next().value;
  const activation = node.activation;
  if (!activation || !first) return false;
  let active = false;
  const stopped = attempt(
    () => (active = evaluateCondition(run, scope, activation, { activationCount: arrivals.size, waitingForStart: true })),
  );
  if (stopped) {
    raiseIncident(run, first, ['event', node.id], stopped.kind, stopped.message);
    return false;
  }
  if (!active) return failWhenStuck(run, node, scope, arrivals, first);
  const consumed = [...arrivals.keys()];
  consume(run, arrivals.values());
  createInstance(run, node, scope, { cg: consumed });
  passThrough(run, node, scope, { waitingForStart: true, activationCount: consumed.length });
  return true;
}

/** Nothing can arrive any more and the condition does not hold: the case would stand still in silence. */
function failWhenStuck(run: Run, node: Node, scope: Instance, arrivals: Map<string, Instance>, first: Instance): boolean {
  const full = new Set(arrivals.keys());
  if (full.size < node.incoming.length && mayStillArrive(node, scope, full)) return false;
  raiseIncident(
    run,
    first,
    ['event', node.id],
    'noFlowTaken',
    `The activation condition of ${node.id} does not hold and no further token can arrive.`,
  );
  return false;
}

/** The rest has come, or cannot come any more. Only conditions (they may read waitingForStart) can produce a second time. */
function reset(run: Run, node: Node, scope: Instance, arrivals: Map<string, Instance>, waiting: Instance): boolean {
  const consumed = waiting.memory.cg ?? [];
  const full = new Set([...consumed, ...arrivals.keys()]);
  if (full.size < node.incoming.length && mayStillArrive(node, scope, full)) return false;
  let flows: readonly Flow[] = [];
  const extra = { waitingForStart: false, activationCount: arrivals.size };
  if (
    !guarded(
      run,
      waiting,
      ['event', node.id],
      () => (flows = node.outgoing.filter((flow) => flow.condition && evaluateCondition(run, scope, flow.condition, extra))),
    )
  )
    return false;
  consume(
    run,
    [...arrivals].filter(([flow]) => !consumed.includes(flow)).map(([, arrival]) => arrival),
  );
  removeInstance(run, waiting, 'completed');
  take(run, flows, scope);
  return true;
}
