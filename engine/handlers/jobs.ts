import { Rejection } from '../../errors.ts';
import { throwError } from '../behaviors/throwing.ts';
import type { CompleteJob, FailJob, ThrowBpmnError, Variables } from '../command.ts';
import { completeInstance } from '../completion.ts';
import { attempt, raiseIncident } from '../incidents.ts';
import { closeWork, hasOpenJob, hasOpenUserTask } from '../instances.ts';
import { type Instance, isMarker, type Run } from '../run.ts';
import type { IncidentResume } from '../state.ts';
import { instanceOf, openJob } from './expected.ts';

export function completeJob(run: Run, command: CompleteJob): void {
  const instance = openJob(run, command.instance);
  const work = instance.node.work;
  const variable = work?.type === 'job' ? work.resultVariable : undefined;
  completeInstance(run, instance, variable === undefined ? command.variables : { [variable]: command.variables });
}

export function failJob(run: Run, command: FailJob): void {
  const instance = openJob(run, command.instance);
  if (command.bpmnError !== undefined) return raiseError(run, instance, command.bpmnError, command.variables ?? {});
  closeWork(run, instance, 'cancelled');
  raiseIncident(run, instance, ['job'], 'jobRetriesExhausted', command.message);
}

export function throwBpmnError(run: Run, command: ThrowBpmnError): void {
  raiseError(run, activityOf(run, command.instance), command.code, command.variables);
}

/** A join's token, a companion or a running compensation is not the activity itself. */
function activityOf(run: Run, id: number): Instance {
  const instance = instanceOf(run, id);
  if (instance.node.activity && !isMarker(instance)) return instance;
  throw new Rejection('conflict', 'notAnActivity', `Expected ${instance.node.id} (${id}) to be an activity.`, {
    details: { instance: id, element: instance.node.id },
  });
}

/** Uncaught: open work is closed, and begun again when the incident is resolved; what runs inside a scope just goes on. */
function raiseError(run: Run, instance: Instance, code: string, variables: Variables): void {
  const stopped = attempt(() => throwError(run, instance, code, variables));
  if (!stopped) return;
  const again: IncidentResume = hasOpenUserTask(instance) || hasOpenJob(instance) ? ['execute'] : ['event', instance.node.id];
  closeWork(run, instance, 'cancelled');
  raiseIncident(run, instance, again, stopped.kind, stopped.message);
}
