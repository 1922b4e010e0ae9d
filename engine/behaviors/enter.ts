/** A token reaches an element: what each kind of element does with it (BPMN 13.3, 13.4, 13.5). */
import { armAll, disarm } from '../arming.ts';
import { nextHandler } from '../compensation.ts';
import { completeInstance } from '../completion.ts';
import { passThrough } from '../flows.ts';
import { attempt, guarded, raiseIncident } from '../incidents.ts';
import { runLoop } from '../loops.ts';
import type { Flow, Node } from '../model/process-model.ts';
import { createInstance, type Instance, isLoopBody, type Run } from '../run.ts';
import type { InstanceMemory } from '../state.ts';
import { applyInputs } from '../variables.ts';
import { callProcess } from './calls.ts';
import { arrive } from './joins.ts';
import { openScope } from './scopes.ts';
import { throwEvent } from './throwing.ts';
import { openUserTask } from './user-tasks.ts';
import { carryOut } from './work.ts';

const JOINS: ReadonlySet<Node['kind']> = new Set(['parallelGateway', 'inclusiveGateway', 'complexGateway']);

export function enter(run: Run, node: Node, scope: Instance, flow: Flow | undefined, memory: InstanceMemory = {}): Instance | undefined {
  if (JOINS.has(node.kind) && node.incoming.length > 1 && flow) {
    arrive(run, node, scope, flow);
    return undefined;
  }
  if (node.kind === 'catchEvent' && node.triggers[0]?.kind === 'link') {
    passThrough(run, node, scope);
    return undefined;
  }
  switch (node.kind) {
    case 'startEvent':
    case 'exclusiveGateway':
    case 'parallelGateway':
    case 'inclusiveGateway':
    case 'complexGateway':
      passThrough(run, node, scope);
      return undefined;
    default:
      return begin(run, createInstance(run, node, scope, memory));
  }
}

/** Listens first, then acts: a boundary event may fire while the activity is still being prepared. */
export function begin(run: Run, instance: Instance): Instance {
  const stopped = attempt(() => armAll(run, instance));
  if (!stopped) {
    execute(run, instance);
    return instance;
  }
  disarm(run, instance);
  raiseIncident(run, instance, ['enter'], stopped.kind, stopped.message);
  return instance;
}

export function execute(run: Run, instance: Instance): void {
  if (instance.memory.cw) return nextHandler(run, instance);
  if (isLoopBody(instance)) return runLoop(run, instance);
  guarded(run, instance, ['execute'], () => {
    if (instance.node.kind !== 'callActivity' || instance.node.inputs.length) applyInputs(run, instance, instance.node.inputs);
    act(run, instance);
  });
}

function act(run: Run, instance: Instance): void {
  switch (instance.node.kind) {
    case 'userTask':
      return openUserTask(run, instance);
    case 'workTask':
      return carryOut(run, instance);
    case 'callActivity':
      return callProcess(run, instance);
    case 'subProcess':
      return openScope(run, instance);
    case 'throwEvent':
    case 'endEvent':
      return throwEvent(run, instance);
    case 'emptyTask':
      return completeInstance(run, instance);
    default:
      return;
  }
}
