/** What happens when an event that an instance listens for occurs (BPMN 10.5.2, 10.5.4, 10.5.6, 10.3.5.6). */
import { disarm } from '../arming.ts';
import type { Variables } from '../command.ts';
import { completeInstance } from '../completion.ts';
import { passThrough } from '../flows.ts';
import { guarded } from '../incidents.ts';
import { clearScope, killInstance, removeInstance } from '../instances.ts';
import type { Node } from '../model/process-model.ts';
import type { Instance, Run } from '../run.ts';
import { nextDue } from '../timers.ts';
import { evaluate, propagate, setLocals } from '../variables.ts';
import { openEventSubProcess, openScope } from './scopes.ts';

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
  receive(run, scope, event, payload);
  passThrough(run, event, scope);
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
  if (start.outputs.length) receive(run, instance, start, payload);
  else setLocals(run, instance, payload);
  openScope(run, instance, start);
}

function afterGateway(run: Run, gateway: Instance, event: Node, payload: Variables): void {
  const scope = gateway.parent;
  if (!scope) return;
  removeInstance(run, gateway, 'completed');
  receive(run, scope, event, payload);
  passThrough(run, event, scope);
}

/** The event's data, mapped if the event maps it, into the scope that goes on. */
function receive(run: Run, scope: Instance, event: Node, payload: Variables): void {
  if (event.outputs.length === 0) return propagate(run, scope, payload);
  guarded(run, scope, ['event', event.id], () => {
    const results = event.outputs.map(({ source, target }) => [target, evaluate(run, scope, source, payload)] as const);
    propagate(run, scope, Object.fromEntries(results));
  });
}

/** The data a case starts with, mapped if its start event maps it. */
export function receiveAtStart(run: Run, root: Instance, start: Node | undefined, payload: Variables): void {
  if (start?.outputs.length) receive(run, root, start, payload);
  else setLocals(run, root, payload);
}

/** A cycle fires again; any other timer of a non-interrupting event is spent. */
function repeatTimer(run: Run, listener: Instance, event: Node): void {
  const last = listener.memory.t?.[event.id];
  const trigger = event.triggers.find((candidate) => candidate.kind === 'timer');
  if (!last || trigger?.kind !== 'timer') return;
  disarm(run, listener, event);
  guarded(run, listener, ['event', event.id], () => {
    const next = nextDue(run, listener, trigger.timer, last);
    if (!next) return;
    (listener.memory.t ??= {})[event.id] = next;
    run.effects.push({ type: 'timerArmed', instance: listener.id, node: event.id, due: next[0] });
  });
}
