import { Rejection } from '../../errors.ts';
import { disarm } from '../arming.ts';
import { occur } from '../behaviors/catching.ts';
import type { ChangeTaskDue, ChangeTimer, FireTimer } from '../command.ts';
import type { Node } from '../model/process-model.ts';
import { guarded } from '../incidents.ts';
import { armReminders, disarmReminders, isReminder, remind, remindersOf } from '../reminders.ts';
import { type Instance, type Run } from '../run.ts';
import { openUserTask } from './expected.ts';

export function fireTimer(run: Run, command: FireTimer): void {
  if (isReminder(command.node)) return fireReminder(run, command);
  const { instance, event } = armedTimer(run, command.instance, command.node);
  const due = instance.memory.t?.[command.node]?.[0];
  if (due !== command.due) throw notArmed(command.instance, command.node);
  if (event.interrupting || (event.kind !== 'boundaryEvent' && event.kind !== 'startEvent')) disarm(run, instance, event);
  occur(run, instance, event);
}

export function changeTimer(run: Run, command: ChangeTimer): void {
  const { instance } = armedTimer(run, command.instance, command.node);
  const armed = instance.memory.t?.[command.node];
  if (armed) armed[0] = command.due;
  const { instance: id, node, due, deadline } = command;
  run.effects.push({ type: 'timerArmed', instance: id, node, due, ...(deadline && { deadline }) });
}

function armedTimer(run: Run, id: number, node: string): { instance: Instance; event: Node } {
  const instance = run.instances.get(id);
  const event = instance?.model.nodes.get(node);
  if (!instance?.memory.t?.[node] || !event) throw notArmed(id, node);
  return { instance, event };
}

function fireReminder(run: Run, command: FireTimer): void {
  const instance = run.instances.get(command.instance);
  if (instance?.memory.t?.[command.node]?.[0] !== command.due) throw notArmed(command.instance, command.node);
  guarded(run, instance, ['event', instance.node.id], () => remind(run, instance, command.node));
}

export function changeTaskDue(run: Run, command: ChangeTaskDue): void {
  const instance = openUserTask(run, command.instance);
  const reminders = command.due !== null && !instance.memory.dy ? remindersOf(run, instance, command.due) : [];
  disarmReminders(run, instance);
  armReminders(run, instance, reminders);
}

/** A late or doubled firing: nothing is left to do. */
function notArmed(instance: number, node: string): Rejection {
  return new Rejection('conflict', 'timerNotArmed', `Expected timer ${node} of instance ${instance} to be armed for this time.`, {
    details: { instance, node },
  });
}
