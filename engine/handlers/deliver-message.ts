import { Rejection } from '../../errors.ts';
import { listenedEvents } from '../arming.ts';
import { occur } from '../behaviors/catching.ts';
import type { DeliverMessage, TriggerEvent } from '../command.ts';
import { isStopped } from '../instances.ts';
import { isLoopBody, isMarker, type Run } from '../run.ts';
import { instanceOf } from './expected.ts';

export function deliverMessage(run: Run, command: DeliverMessage): void {
  const listener = run.instances.get(command.instance);
  const event = listener && [...listenedEvents(listener)].find((candidate) => candidate.id === command.node);
  const waits = event?.triggers.some((trigger) => trigger.kind === 'message' && trigger.name === command.name);
  if (!listener || !event || !waits) {
    throw new Rejection(
      'conflict',
      'messageNotAwaited',
      `Expected ${command.node} (${command.instance}) to wait for message '${command.name}'.`,
      { details: { node: command.node, name: command.name } },
    );
  }
  occur(run, listener, event, command.variables);
}

export function triggerEvent(run: Run, command: TriggerEvent): void {
  const instance = instanceOf(run, command.instance);
  const { kind } = instance.node;
  if ((kind !== 'receiveTask' && kind !== 'catchEvent') || isLoopBody(instance) || isMarker(instance) || isStopped(instance)) {
    throw new Rejection('conflict', 'notWaiting', `Expected ${instance.node.id} (${instance.id}) to be a waiting event or receive task.`, {
      details: { element: instance.node.id },
    });
  }
  occur(run, instance, instance.node, command.variables);
}
