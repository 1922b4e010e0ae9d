/** Throw and end events (BPMN 10.5.3, 10.5.4, 13.5): each is an instance while it acts, so that what it causes can end it. */
import { keyText } from '../arming.ts';
import type { Variables } from '../command.ts';
import { compensatedScope, startCompensation } from '../compensation.ts';
import { completeInstance, leaveInstance } from '../completion.ts';
import { passThrough } from '../flows.ts';
import { IncidentSignal } from '../incidents.ts';
import { clearScope, killInstance, removeInstance } from '../instances.ts';
import type { CompensateTrigger, MessageTrigger, Trigger } from '../model/process-model.ts';
import { ancestors, createInstance, type Instance, type Run } from '../run.ts';
import { disarm } from '../arming.ts';
import { applyOutputs, evaluate, mappedInputs } from '../variables.ts';
import { occur } from './catching.ts';
import { findCatcher, listeners } from './catchers.ts';
import { terminateScope } from './scopes.ts';

/** Throws every trigger of the event, in the order of the file; goes on if the event is still there afterwards. */
export function throwEvent(run: Run, instance: Instance): void {
  for (const trigger of instance.node.triggers) {
    if (!instance.alive) return;
    throwTrigger(run, instance, trigger);
  }
  if (instance.alive && !instance.memory.cw) finishThrow(run, instance);
}

function finishThrow(run: Run, instance: Instance): void {
  const link = instance.node.linkTarget;
  const scope = instance.parent;
  if (!link || !scope) return completeInstance(run, instance);
  removeInstance(run, instance, 'completed');
  passThrough(run, link, scope);
}

function throwTrigger(run: Run, instance: Instance, trigger: Trigger): void {
  switch (trigger.kind) {
    case 'error':
      if (findCatcher(instance, 'error', trigger.code)) giveOutputs(run, instance);
      return throwError(run, instance, trigger.code);
    case 'escalation':
      return throwEscalation(run, instance, trigger.code);
    case 'signal':
      return throwSignal(run, instance, trigger.name);
    case 'message':
      return throwMessage(run, instance, trigger);
    case 'compensate':
      return compensate(run, instance, trigger);
    case 'cancel':
      giveOutputs(run, instance);
      return cancelTransaction(run, instance);
    case 'terminate':
      giveOutputs(run, instance);
      return terminateScope(run, [...ancestors(instance)].find((at) => at !== instance && !at.memory.cw) ?? instance);
    default:
      return;
  }
}

/** An event that ends the scope it lies in, and itself with it, gives what its output mappings say before that. */
function giveOutputs(run: Run, instance: Instance): void {
  if (instance.node.outputs.length > 0) applyOutputs(run, instance, instance.node.outputs, {});
}

/** Caught by the innermost handler; uncaught, it is an incident where it was thrown (13.5.2). */
export function throwError(run: Run, from: Instance, code: string | undefined, payload = {}): void {
  const catcher = findCatcher(from, 'error', code);
  if (!catcher) throw new IncidentSignal('unhandledBpmnError', `No event catches error '${code ?? ''}' thrown by ${from.node.id}.`);
  occur(run, catcher.listener, catcher.event, payload);
}

/** An escalation that nobody catches is not an error (13.5.3): the token goes on. */
function throwEscalation(run: Run, instance: Instance, code: string | undefined): void {
  const catcher = findCatcher(instance, 'escalation', code);
  if (catcher?.event.interrupting) giveOutputs(run, instance);
  if (catcher) occur(run, catcher.listener, catcher.event);
}

/** Reaches every receiver of this case now, and those of other cases through the outbox. */
function throwSignal(run: Run, instance: Instance, name: string): void {
  const payload = mappedInputs(run, instance);
  run.effects.push({ type: 'signalThrown', node: instance.node.id, name, payload });
  broadcastSignal(run, name, payload);
}

export function broadcastSignal(run: Run, name: string, payload: Variables = {}): boolean {
  let reached = false;
  for (const { listener, event } of listeners(run, (trigger) => trigger.kind === 'signal' && trigger.name === name)) {
    if (!listener.alive || (event.kind === 'startEvent' && listener.memory.es)) continue;
    occur(run, listener, event, payload);
    reached = true;
  }
  return reached;
}

export function throwMessage(run: Run, instance: Instance, message: MessageTrigger): void {
  const key = message.correlationKey ? keyText(evaluate(run, instance, message.correlationKey)) : '';
  run.effects.push({
    type: 'messageThrown',
    node: instance.node.id,
    name: message.name,
    key,
    payload: mappedInputs(run, instance),
    ...(message.target !== undefined && { target: message.target }),
  });
}

function compensate(run: Run, instance: Instance, trigger: CompensateTrigger): void {
  const scope = compensatedScope(instance.parent ?? instance, trigger.activity);
  if (trigger.waitForCompletion)
    return startCompensation(run, instance, scope, trigger.activity, instance.node.kind === 'endEvent' ? 'end' : 'leave');
  const detached = createInstance(run, instance.node, instance.parent);
  startCompensation(run, detached, scope, trigger.activity, 'nothing');
}

/** The transaction stops, what it completed is undone, and it is left through its cancel boundary event (10.7.1, 13.5.4). */
function cancelTransaction(run: Run, instance: Instance): void {
  const transaction = [...ancestors(instance)].find((at) => at.node.scope?.transaction && !at.memory.mi);
  if (!transaction) throw new IncidentSignal('unhandledBpmnError', `Cancel end event ${instance.node.id} is not inside a transaction.`);
  clearScope(run, transaction);
  for (const start of transaction.node.scope?.eventStarts ?? []) disarm(run, transaction, start);
  transaction.memory.es = 1;
  const waiter = createInstance(run, instance.node, transaction);
  startCompensation(run, waiter, transaction, undefined, 'cancel');
}

/** All handlers of a compensation are done. */
export function compensated(run: Run, waiter: Instance): void {
  const after = waiter.memory.cw?.after;
  if (after === 'branch') return removeInstance(run, waiter, 'completed');
  delete waiter.memory.cw;
  if (after === 'cancel') return leaveCancelled(run, waiter);
  if (after === 'nothing') return removeInstance(run, waiter, 'completed');
  leaveInstance(run, waiter);
}

function leaveCancelled(run: Run, waiter: Instance): void {
  const transaction = waiter.parent;
  if (!transaction) return;
  const body = transaction.memory.li !== undefined && transaction.parent ? transaction.parent : transaction;
  const scope = body.parent;
  const boundary = transaction.node.boundaries.find((event) => event.triggers.some((trigger) => trigger.kind === 'cancel'));
  killInstance(run, body);
  if (boundary && scope) passThrough(run, boundary, scope);
}
