/**
 * The end of an activity or event instance: outputs, compensation history, the way out. Each stage can stop in an incident
 * and be taken up again: complete (outputs), leave (flows).
 */
import { disarm } from './arming.ts';
import type { Variables } from './command.ts';
import { remember } from './compensation.ts';
import { flowsOut, take } from './flows.ts';
import { attempt, type IncidentSignal, raiseIncident } from './incidents.ts';
import { closeWork, removeInstance } from './instances.ts';
import { collectOutput, innerDone } from './loops.ts';
import type { Flow } from './model/process-model.ts';
import { isInner, type Instance, type Run } from './run.ts';
import type { IncidentResume } from './state.ts';
import { applyOutputs, localsOf } from './variables.ts';

export function completeInstance(run: Run, instance: Instance, produced: Variables = {}, outcome?: string): void {
  const stopped = attempt(() => {
    applyOutputs(run, instance, instance.node.outputs, produced);
    if (isInner(instance) && !instance.memory.ch) collectOutput(run, instance);
  });
  if (stopped) return stop(run, instance, ['complete', { ...produced }], stopped, outcome);
  remember(run, instance);
  if (!isInner(instance)) return leaveInstance(run, instance, outcome);
  removeInstance(run, instance, 'completed', 'completed', outcome);
  innerDone(run, instance);
}

/** From here on nothing of the activity listens any more. Its token stays, as an incident, while no flow can be taken. */
export function leaveInstance(run: Run, instance: Instance, outcome?: string): void {
  const { node, parent } = instance;
  if (!parent) throw new Error(`Expected ${node.id} to lie in a scope.`);
  let flows: readonly Flow[] = [];
  const stopped = instance.memory.ch ? undefined : attempt(() => (flows = flowsOut(run, node, parent, gatewayState(run, instance))));
  if (stopped) {
    disarm(run, instance);
    return stop(run, instance, ['leave'], stopped, outcome);
  }
  removeInstance(run, instance, 'completed', 'completed', outcome);
  if (instance.memory.ch) return;
  take(run, flows, parent);
  if (parent.node.scope?.adHoc) run.adHocProgress.add(parent);
}

/** A complex gateway that was held decides by the state in which its token came. */
function gatewayState(run: Run, instance: Instance): Variables | undefined {
  return instance.node.kind === 'complexGateway' ? localsOf(run, instance) : undefined;
}

/** The person, job or event has done its part: what was open is closed although the token stays. */
function stop(run: Run, instance: Instance, resume: IncidentResume, stopped: IncidentSignal, outcome: string | undefined): void {
  closeWork(run, instance, 'completed', outcome);
  disarm(run, instance, instance.node);
  raiseIncident(run, instance, resume, stopped.kind, stopped.message);
}
