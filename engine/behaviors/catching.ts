/** What happens when an event that an instance listens for occurs (BPMN 10.5.2, 10.5.4, 10.5.6, 10.3.5.6). */
import { disarm } from '../arming.ts';
import type { Variables } from '../command.ts';
import { completeInstance } from '../completion.ts';
import { passThrough } from '../flows.ts';
import { attempt, guarded, raiseIncident } from '../incidents.ts';
import { clearScope, killInstance, removeInstance } from '../instances.ts';
import type { Node } from '../model/process-model.ts';
import { createInstance, type Instance, type Run } from '../run.ts';
import { nextDue } from '../timers.ts';
import { evaluate, propagate, setLocals } from '../variables.ts';
import { openEventSubProcess, runEventSubProcess } from './scopes.ts';

export function occur(run: Run, listener: Instance, event: Node, payload: Variables = {}): void {
  if (event.kind === 'boundaryEvent') boundary(run, listener, event, payload);
  else if (event.kind === 'startEvent') eventSubProcess(run, listener, event, payload);
  else if (listener.node.kind === 'eventGateway') afterGateway(run, listener, event, payload);
  else completeInstance(run, listener, payload);
}

function boundary(run: Run, listener: Instance, event: Node, payload: Variables): void {
  const scope = listener.parent;
  if (!scope) return;
  if (event.interrupting) killInstance(run, listener);
  else repeatTimer(run, listener, event);
  goOn(run, scope, event, payload);
}

/** Interrupting: everything else in the scope is cut off, and no other event sub-process of it can start any more. */
function eventSubProcess(run: Run, scope: Instance, start: Node, payload: Variables): void {
  if (start.interrupting) {
    clearScope(run, scope);
    for (const other of scope.node.scope?.eventStarts ?? []) disarm(run, scope, other);
    scope.memory.es = 1;
  } else repeatTimer(run, scope, start);
  const instance = openEventSubProcess(run, scope, start);
  if (!instance) return;
  if (!receiveAtStart(run, instance, start, payload)) return;
  runEventSubProcess(run, instance, start);
}

function afterGateway(run: Run, gateway: Instance, event: Node, payload: Variables): void {
  const scope = gateway.parent;
  if (!scope) return;
  removeInstance(run, gateway, 'completed');
  goOn(run, scope, event, payload);
}

function goOn(run: Run, scope: Instance, event: Node, payload: Variables): void {
  if (event.outputs.length === 0) propagate(run, scope, payload);
  else if (!mapped(run, scope, event, payload)) return;
  passThrough(run, event, scope);
}

/** The event's data as it maps them. When that fails, the token stays at the event, with the data. Answers success. */
function mapped(run: Run, scope: Instance, event: Node, payload: Variables): boolean {
  const stopped = attempt(() => {
    const results = event.outputs.map(({ source, target }) => [target, evaluate(run, scope, source, payload)] as const);
    propagate(run, scope, Object.fromEntries(results));
  });
  if (stopped) raiseIncident(run, createInstance(run, event, scope), ['complete', { ...payload }], stopped.kind, stopped.message);
  return !stopped;
}

/** The data a case or event sub-process starts with are its own, mapped if its start event maps them. Answers success. */
export function receiveAtStart(run: Run, scope: Instance, start: Node | undefined, payload: Variables): boolean {
  if (start?.outputs.length) return mapped(run, scope, start, payload);
  setLocals(run, scope, payload);
  return true;
}

/** A cycle fires again; any other timer of a non-interrupting event is spent. */
function repeatTimer(run: Run, listener: Instance, event: Node): void {
  const last = listener.memory.t?.[event.id];
  const trigger = event.triggers.find((candidate) => candidate.kind === 'timer');
  if (!last || trigger?.kind !== 'timer') return;
  disarm(run, listener, event);
  guarded(run, listener, ['arm', event.id], () => {
    const next = nextDue(run, listener, trigger.timer, last);
    if (!next) return;
    (listener.memory.t ??= {})[event.id] = next;
    run.effects.push({ type: 'timerArmed', instance: listener.id, node: event.id, due: next[0] });
  });
}
