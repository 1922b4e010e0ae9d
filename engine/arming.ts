/** Makes an instance listen to its events, and stop listening. Rows of timers and subscriptions follow these effects. */
import type { Node, TimerTrigger, Trigger } from './model/process-model.ts';
import { attempt, raiseIncident } from './incidents.ts';
import { type Instance, isInner, isLoopBody, isMarker, type Run } from './run.ts';
import { type Armed, deadlineRecord, firstDue } from './timers.ts';
import { evaluate } from './variables.ts';

/** The event nodes an instance listens for: its own, its boundary events', its event sub-processes'. Derived, never stored. */
export function* listenedEvents(instance: Instance): Generator<Node> {
  const stopped = instance.memory.inc;
  if (stopped?.[0] !== 'arm') return yield* wantedEvents(instance);
  for (const event of wantedEvents(instance)) if (!stopped.includes(event.id)) yield event;
}

/** Before the activity has begun and after it is done nothing of it listens; what an event was waiting for comes once. */
function* wantedEvents(instance: Instance): Generator<Node> {
  const { node } = instance;
  const stage = instance.memory.inc?.[0];
  if (isMarker(instance) || stage === 'leave' || stage === 'enter') return;
  const waits = node.kind === 'catchEvent' || (node.kind === 'receiveTask' && !isLoopBody(instance));
  if (waits && stage !== 'complete') yield node;
  if (node.kind === 'eventGateway') for (const flow of node.outgoing) yield flow.target;
  if (!isInner(instance)) for (const boundary of node.boundaries) if (isOutsideEvent(boundary)) yield boundary;
  if (node.scope && !isLoopBody(instance) && !instance.memory.es)
    for (const start of node.scope.eventStarts) if (isOutsideEvent(start)) yield start;
}

/** Errors, escalations, compensation and cancellation are thrown from inside: nobody waits for them in a row. */
function isOutsideEvent(event: Node): boolean {
  return event.triggers.some(
    (trigger) => trigger.kind === 'message' || trigger.kind === 'signal' || trigger.kind === 'timer' || trigger.kind === 'conditional',
  );
}

export function armAll(run: Run, instance: Instance): void {
  for (const event of listenedEvents(instance)) arm(run, instance, event);
}

/** For scopes, whose tokens go on meanwhile: what cannot be armed is an incident beside them, and armed when that is resolved. */
export function listen(run: Run, scope: Instance, events: readonly Node[] = [...listenedEvents(scope)]): void {
  for (const event of events) {
    const stopped = attempt(() => arm(run, scope, event));
    if (stopped) raiseIncident(run, scope, ['arm', event.id], stopped.kind, stopped.message);
  }
}

export function arm(run: Run, instance: Instance, event: Node): void {
  for (const trigger of event.triggers) armTrigger(run, instance, event, trigger);
}

function armTrigger(run: Run, instance: Instance, event: Node, trigger: Trigger): void {
  if (trigger.kind === 'timer') return armTimer(run, instance, event, trigger);
  if (trigger.kind === 'signal')
    run.effects.push({ type: 'subscribed', instance: instance.id, node: event.id, kind: 'signal', name: trigger.name, key: '' });
  if (trigger.kind !== 'message') return;
  const key = trigger.correlationKey ? keyText(evaluate(run, instance, trigger.correlationKey)) : '';
  const process = run.root && instance.model.key !== run.root.model.key ? instance.model.key : undefined;
  run.effects.push({
    type: 'subscribed',
    instance: instance.id,
    node: event.id,
    kind: 'message',
    name: trigger.name,
    key,
    ...(process !== undefined && { process }),
  });
}

export function armTimer(run: Run, instance: Instance, event: Node, trigger: TimerTrigger): void {
  const { timer } = trigger;
  const deadline = timer.type === 'deadline' ? deadlineRecord(run, instance, timer.deadline) : undefined;
  const armed: Armed | undefined = timer.type === 'deadline' ? deadline && [Date.parse(deadline.due)] : firstDue(run, instance, timer);
  if (!armed) return;
  (instance.memory.t ??= {})[event.id] = armed;
  run.effects.push({ type: 'timerArmed', instance: instance.id, node: event.id, due: armed[0], ...(deadline && { deadline }) });
}

/** A correlation key is compared as text; numbers and text that read the same are the same key. */
export function keyText(value: unknown): string {
  return value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}

/** Stops listening to one event, or to all of them. */
export function disarm(run: Run, instance: Instance, event?: Node): void {
  disarmTimers(run, instance, event);
  const events = event ? [event] : [...listenedEvents(instance)];
  if (!events.some(hasSubscription)) return;
  run.effects.push({ type: 'unsubscribed', instance: instance.id, ...(event && { node: event.id }) });
}

function disarmTimers(run: Run, instance: Instance, event: Node | undefined): void {
  const timers = instance.memory.t;
  if (!timers || (event && !timers[event.id])) return;
  if (event) delete timers[event.id];
  if (!event || Object.keys(timers).length === 0) delete instance.memory.t;
  run.effects.push({ type: 'timerDisarmed', instance: instance.id, ...(event && { node: event.id }) });
}

function hasSubscription(event: Node): boolean {
  return event.triggers.some((trigger) => trigger.kind === 'message' || trigger.kind === 'signal');
}
