/** Ad-hoc sub-processes (BPMN 10.3.5.4, 13.3.5): people choose what is done, and when it is enough. */
import { Rejection } from '../../errors.ts';
import { finishAdHoc } from '../behaviors/scopes.ts';
import type { CompleteAdHoc, EnableActivity } from '../command.ts';
import { isStopped } from '../instances.ts';
import { enqueue, type Instance, isLoopBody, type Run } from '../run.ts';
import { instanceOf } from './expected.ts';

export function enableActivity(run: Run, command: EnableActivity): void {
  const scope = adHocScope(run, command.scope);
  const node = scope.node.scope?.children.find((child) => child.id === command.node);
  if (!node?.activity || node.incoming.length || node.activity.forCompensation) {
    throw new Rejection(
      'notFound',
      'activityNotEnabled',
      `Expected '${command.node}' to be an activity of ${scope.node.id} that can be started.`,
      { details: { element: command.node } },
    );
  }
  if (scope.node.scope?.adHoc?.sequential && scope.children.length) {
    throw new Rejection(
      'conflict',
      'adHocSequential',
      `Expected ${scope.node.id} to have no running activity: its activities are done one at a time.`,
    );
  }
  enqueue(run, { kind: 'enter', scope, node, memory: {} });
}

export function completeAdHoc(run: Run, command: CompleteAdHoc): void {
  const scope = adHocScope(run, command.scope);
  if (scope.children.length && !scope.node.scope?.adHoc?.cancelRemaining) {
    throw new Rejection('conflict', 'adHocRunning', `Expected the running activities of ${scope.node.id} to be completed first.`, {
      details: { running: scope.children.length },
    });
  }
  finishAdHoc(run, scope);
}

function adHocScope(run: Run, id: number): Instance {
  const scope = instanceOf(run, id);
  if (!scope.node.scope?.adHoc || isLoopBody(scope) || isStopped(scope))
    throw new Rejection('conflict', 'notAdHoc', `Expected ${scope.node.id} (${id}) to be a running ad-hoc sub-process.`);
  return scope;
}
