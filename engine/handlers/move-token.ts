import { Rejection } from '../../errors.ts';
import { reopenHandlers } from '../behaviors/scopes.ts';
import type { MoveToken } from '../command.ts';
import { killInstance } from '../instances.ts';
import { enqueue, isInner, isLoopBody, type Instance, type Run } from '../run.ts';
import { dropCompanion } from './add-companion.ts';
import { instanceOf } from './expected.ts';

/** An administrator's repair: cuts off tokens and puts others, in scopes that are active. */
export function moveToken(run: Run, command: MoveToken): void {
  const cancelled = command.cancel.map((id) => instanceOf(run, id));
  const entries = command.activate.map(({ scope, node }) => entry(run, scope, node));
  if (cancelled.length + entries.length === 0)
    throw new Rejection('validation', 'nothingToMove', 'Expected at least one token to cancel or element to activate.');
  for (const instance of cancelled) refuseCancel(instance);
  for (const instance of cancelled) cut(run, instance);
  for (const { scope, node } of entries) {
    if (!scope.alive)
      throw new Rejection('validation', 'scopeCancelled', `Expected the scope of ${node.id} not to be cancelled by the same command.`);
    reopenHandlers(run, scope);
    enqueue(run, { kind: 'enter', scope, node, memory: {} });
  }
}

/** What only a whole activity can lose: one of its instances, the process it calls, a compensation that runs. */
function refuseCancel(instance: Instance): void {
  const { node, parent, memory } = instance;
  if (!parent) throw new Rejection('validation', 'rootInstance', 'Expected tokens inside the case; to end the case, cancel it.');
  if (!isInner(instance) && node.kind !== 'process' && !memory.cw && !parent.memory.cw) return;
  throw new Rejection(
    'validation',
    'partOfActivity',
    `Expected a whole activity or token, but ${node.id} (${instance.id}) is part of ${parent.node.id} (${parent.id}): it would never end.`,
    { details: { instance: instance.id, element: node.id, whole: parent.id } },
  );
}

function cut(run: Run, instance: Instance): void {
  if (!instance.alive) return;
  if (instance.memory.dy) dropCompanion(run, instance);
  else killInstance(run, instance);
}

function entry(
  run: Run,
  scopeId: number,
  nodeId: string,
): { scope: Instance; node: NonNullable<ReturnType<Instance['model']['nodes']['get']>> } {
  const scope = instanceOf(run, scopeId);
  const node = scope.node.scope?.children.find((child) => child.id === nodeId);
  const enterable =
    node && node.kind !== 'boundaryEvent' && node.kind !== 'startEvent' && !node.scope?.triggeredByEvent && !node.activity?.forCompensation;
  if (!enterable || isLoopBody(scope)) {
    throw new Rejection(
      'validation',
      'cannotActivate',
      `Expected '${nodeId}' to be an element of scope ${scope.node.id} (${scopeId}) that a token can enter.`,
      { details: { element: nodeId, scope: scopeId } },
    );
  }
  return { scope, node };
}
