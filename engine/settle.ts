/**
 * Runs a case until nothing moves by itself any more (BPMN 13.3): one queue, no recursion over the diagram, a limit on moves.
 * Order is that of arrival, so the same command on the same state always gives the same result.
 */
import { disarm, listenedEvents } from './arming.ts';
import { occur } from './behaviors/catching.ts';
import { begin, enter } from './behaviors/enter.ts';
import { fireWaitingJoin } from './behaviors/joins.ts';
import { openEventSubProcess, runEventSubProcess, settleScopes } from './behaviors/scopes.ts';
import { compensated } from './behaviors/throwing.ts';
import { leaveInstance } from './completion.ts';
import { attempt, raiseIncident } from './incidents.ts';
import type { Node } from './model/process-model.ts';
import type { IncidentResume } from './state.ts';
import { createInstance, type Instance, type QueueItem, type Run } from './run.ts';
import { evaluate, removeLocals, setLocals } from './variables.ts';

export function settle(run: Run): void {
  do {
    while (run.head < run.queue.length) {
      const item = run.queue[run.head++];
      if (item?.scope.alive) move(run, item);
      settleScopes(run);
    }
    run.queue = [];
    run.head = 0;
    settleScopes(run);
  } while (run.queue.length || fireWaitingJoin(run) || fireCondition(run));
}

function move(run: Run, item: QueueItem): void {
  item.scope.pending--;
  run.touched.add(item.scope);
  if (++run.moves > run.context.limits.steps) return holdToken(run, item);
  switch (item.kind) {
    case 'flow':
      enter(run, item.flow.target, item.scope, item.flow);
      return;
    case 'enter':
      return enterPrepared(run, item);
    case 'begin':
      if (item.instance.alive) begin(run, item.instance);
      return;
    case 'leave':
      if (item.instance.alive) leaveInstance(run, item.instance);
      return;
    case 'compensated':
      if (item.instance.alive) compensated(run, item.instance);
  }
}

/** Implicit starts, compensation handlers, retried and moved tokens. */
function enterPrepared(run: Run, item: Extract<QueueItem, { kind: 'enter' }>): void {
  if (item.node.kind === 'startEvent' && item.memory.ch) return enterCompensatedScope(run, item);
  if (item.locals) {
    removeLocals(run, item.scope.id);
    setLocals(run, item.scope, item.locals);
  }
  enter(run, item.node, item.scope, undefined, item.memory);
}

/** A sub-process with a compensation event sub-process comes back, only to run that (13.5.5). */
function enterCompensatedScope(run: Run, item: Extract<QueueItem, { kind: 'enter' }>): void {
  const subProcess = item.node.parent?.parent;
  if (!subProcess) return;
  // of a loop one instance comes back, not the loop
  const memory = subProcess.activity?.loop ? { ...item.memory, li: 0 } : item.memory;
  const instance = createInstance(run, subProcess, item.scope, memory);
  setLocals(run, instance, item.locals ?? {});
  const handler = openEventSubProcess(run, instance, item.node);
  if (handler) runEventSubProcess(run, handler, item.node);
}

/** The step limit: no token is lost, each stays as an incident that names its element. */
function holdToken(run: Run, item: QueueItem): void {
  const message = `Expected the step to come to rest within ${run.context.limits.steps} moves.`;
  const hold = (at: Instance, resume: IncidentResume): void => raiseIncident(run, at, resume, 'stepLimit', message);
  switch (item.kind) {
    case 'flow': {
      const { target, id } = item.flow;
      if (isJoin(target)) return hold(createInstance(run, target, item.scope, { jn: id }), ['event', target.id]);
      return hold(createInstance(run, target, item.scope), ['enter']);
    }
    case 'enter': {
      const held = createInstance(run, item.node, item.scope, { ...item.memory });
      setLocals(run, held, item.locals ?? {});
      return hold(held, ['enter']);
    }
    case 'begin':
      if (item.instance.alive) hold(item.instance, ['enter']);
      return;
    case 'leave':
      if (!item.instance.alive) return;
      disarm(run, item.instance);
      return hold(item.instance, ['leave']);
    case 'compensated':
      if (item.instance.alive) hold(item.instance, ['execute']);
  }
}

function isJoin(node: Node): boolean {
  return node.kind.endsWith('Gateway') && node.kind !== 'exclusiveGateway' && node.kind !== 'eventGateway' && node.incoming.length > 1;
}

/** Conditional events (10.5.5.3) occur when their condition becomes true; one that does not interrupt occurs once each time it does. */
function fireCondition(run: Run): boolean {
  for (const listener of run.instances.values()) {
    if (!listener.model.watchesConditions) continue;
    for (const event of listenedEvents(listener)) if (conditionOccurs(run, listener, event)) return true;
  }
  return false;
}

function conditionOccurs(run: Run, listener: Instance, event: Node): boolean {
  const trigger = event.triggers.find((candidate) => candidate.kind === 'conditional');
  if (trigger?.kind !== 'conditional' || listener.memory.inc?.[0] === 'event') return false;
  let holds = false;
  const stopped = attempt(() => (holds = evaluate(run, listener, trigger.condition) === true));
  if (stopped && !listener.memory.inc) raiseIncident(run, listener, ['event', event.id], stopped.kind, stopped.message);
  const once = (event.kind === 'boundaryEvent' || event.kind === 'startEvent') && !event.interrupting;
  const before = listener.memory.c?.[event.id] === 1;
  if (once) rememberCondition(listener, event.id, holds);
  if (!holds || (once && before)) return false;
  occur(run, listener, event);
  return true;
}

function rememberCondition(listener: Instance, event: string, holds: boolean): void {
  const { memory } = listener;
  if (holds) (memory.c ??= {})[event] = 1;
  else if (memory.c) delete memory.c[event];
  if (memory.c && Object.keys(memory.c).length === 0) delete memory.c;
}
