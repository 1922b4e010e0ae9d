/** The end of instances: one that is done, or a whole branch that is cut off. Whatever was open in it is closed. */
import { disarm } from './arming.ts';
import type { UserTaskClosed } from './effect.ts';
import { isAside } from './incidents.ts';
import { disarmReminders } from './reminders.ts';
import { dropQueued, type Instance, isLoopBody, isMarker, isUntold, type Run } from './run.ts';
import { removeLocals } from './variables.ts';

type Closing = UserTaskClosed['how'];

/** Takes one instance out; its children must be gone. */
export function removeInstance(
  run: Run,
  instance: Instance,
  how: 'completed' | 'cancelled',
  closing: Closing = how,
  outcome?: string,
): void {
  if (!instance.alive) return;
  disarm(run, instance);
  closeWork(run, instance, closing, outcome);
  if (instance.memory.inc) run.effects.push({ type: 'incidentResolved', instance: instance.id });
  instance.alive = false;
  run.instances.delete(instance.id);
  // what a case was decided on can be read when it is over
  if (instance.parent) removeLocals(run, instance.id);
  const siblings = instance.parent?.children;
  siblings?.splice(siblings.indexOf(instance), 1);
  if (!isUntold(instance)) run.trace.push(['-', instance.id, instance.node.id, how]);
  if (instance.parent) run.touched.add(instance.parent);
}

/** Closes the user task or job of an instance, if it has one open. Nobody is reminded of it any more. */
export function closeWork(run: Run, instance: Instance, how: Closing, outcome?: string): void {
  if (hasOpenUserTask(instance)) {
    disarmReminders(run, instance);
    const act = how === 'cancelled' || how === 'recalled' ? undefined : run.act;
    run.effects.push({
      type: 'userTaskClosed',
      instance: instance.id,
      how,
      ...(outcome !== undefined && { outcome }),
      ...(act && { act }),
      ...(how === 'completed' && madeBy(instance, outcome)),
    });
  } else if (hasOpenJob(instance)) run.effects.push({ type: 'jobRemoved', instance: instance.id });
}

/** A task that sends the case back has made nothing, nor has an opinion on it. */
function madeBy({ node, model, memory }: Instance, outcome: string | undefined): Pick<UserTaskClosed, 'made'> {
  const { documents = [], outcomes = [] } = node.userTask ?? {};
  const returns = outcomes.some(({ id, returnTo }) => id === outcome && returnTo !== undefined);
  if (documents.length === 0 || memory.dy || returns) return {};
  return { made: { node: node.id, procedure: model.key, documents: documents.map(({ key }) => key) } };
}

export function hasOpenUserTask(instance: Instance): boolean {
  if (instance.memory.dy) return instance.node.kind === 'userTask';
  return (
    instance.node.kind === 'userTask' && !isLoopBody(instance) && !isMarker(instance) && !isStopped(instance) && !instance.memory.co?.done
  );
}

export function hasOpenJob(instance: Instance): boolean {
  return instance.node.work?.type === 'job' && !isLoopBody(instance) && !isMarker(instance) && !isStopped(instance);
}

/** An incident holds the token itself, not only one of its events. */
export function isStopped(instance: Instance): boolean {
  return instance.memory.inc !== undefined && !isAside(instance.memory.inc);
}

/** Cuts off an instance with everything inside it. Iterative: diagrams and calls may nest deeply. */
export function killInstance(run: Run, instance: Instance, closing: Closing = 'cancelled'): void {
  const order: Instance[] = [instance];
  for (let i = 0; i < order.length; i++) {
    const at = order[i];
    if (at) order.push(...at.children);
  }
  for (const at of order.reverse()) {
    if (!at.alive) continue;
    dropQueued(run, at);
    removeInstance(run, at, 'cancelled', closing);
  }
}

/** Cuts off everything inside a scope, tokens on their way included; the scope itself stays. */
export function clearScope(run: Run, scope: Instance, closing: Closing = 'cancelled'): void {
  for (const child of scope.children.slice()) killInstance(run, child, closing);
  dropQueued(run, scope);
}
