/** Back to an earlier step, by the one who has the case now (return) or the one who sent it on (recall). */
import { Rejection } from '../../errors.ts';
import type { RecallStep, ReturnToStep, Variables } from '../command.ts';
import type { UserTaskClosed } from '../effect.ts';
import { clearScope, killInstance, removeInstance } from '../instances.ts';
import { reopenHandlers } from '../behaviors/scopes.ts';
import type { Node } from '../model/process-model.ts';
import { rememberPerformer } from '../behaviors/separation.ts';
import { isInRegion, regionAfter } from '../return-region.ts';
import { ancestors, enqueue, type Instance, type Run } from '../run.ts';
import { propagate } from '../variables.ts';
import { instanceOf, openUserTask } from './expected.ts';

export function returnToStep(run: Run, command: ReturnToStep): void {
  const instance = openUserTask(run, command.instance);
  run.act = command.act;
  rememberPerformer(run, instance.node.id, instance);
  goBack(run, instance, command.target, command.variables, 'returned');
}

export function goBack(
  run: Run,
  instance: Instance,
  targetId: string,
  produced: Variables,
  how: UserTaskClosed['how'],
  outcome?: string,
): void {
  const target = instance.model.nodes.get(targetId);
  const token = [...ancestors(instance)].find((at) => at.parent?.node === target?.parent && at.parent?.node.scope);
  const scope = token?.parent;
  if (!target?.activity || !token || !scope) throw noSuchStep(instance.node, targetId);
  const region = regionAfter(target, scope);
  if (!isInRegion(region, token) || !hasMainToken(target, scope)) throw noSuchStep(instance.node, targetId);
  propagate(run, scope, produced);
  clearScope(run, instance);
  removeInstance(run, instance, 'cancelled', how, outcome);
  takeBack(run, scope, target, region, 'cancelled');
}

export function recallStep(run: Run, command: RecallStep): void {
  const scope = instanceOf(run, command.scope);
  const target = scope.node.scope?.children.find((node) => node.id === command.target);
  if (!target?.activity) throw new Rejection('conflict', 'stepUnknown', `Expected '${command.target}' to be a step of ${scope.node.id}.`);
  const region = regionAfter(target, scope);
  if (!hasMainToken(target, scope)) {
    throw new Rejection('conflict', 'nothingToRecall', `Expected a step after ${command.target} to be active.`, {
      details: { element: command.target },
    });
  }
  takeBack(run, scope, target, region, 'recalled');
}

function takeBack(run: Run, scope: Instance, target: Node, region: ReturnType<typeof regionAfter>, how: UserTaskClosed['how']): void {
  for (const token of scope.children.slice()) if (isInRegion(region, token) || isBegunAgain(target, token)) killInstance(run, token, how);
  reopenHandlers(run, scope);
  enqueue(run, { kind: 'enter', scope, node: target, memory: {} });
}

/** What a side branch alone would begin again has gone on elsewhere, behind a join perhaps, and would then be there twice. */
function hasMainToken(target: Node, scope: Instance): boolean {
  const main = regionAfter(target, scope, false);
  return scope.children.some((token) => isInRegion(main, token) || isBegunAgain(target, token));
}

/** The step itself may still run beside the branch of an event that did not interrupt it: it begins again, and not a second time. */
function isBegunAgain(target: Node, token: Instance): boolean {
  return token.node === target && target.boundaries.some((event) => !event.interrupting);
}

function noSuchStep(from: Node, target: string): Rejection {
  return new Rejection(
    'conflict',
    'notAnEarlierStep',
    `Expected '${target}' to be a step that leads to ${from.id}, in the same scope or around it.`,
    { details: { element: from.id, target } },
  );
}
