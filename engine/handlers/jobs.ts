import { throwError } from '../behaviors/throwing.ts';
import type { CompleteJob, FailJob, ThrowBpmnError, Variables } from '../command.ts';
import { completeInstance } from '../completion.ts';
import { attempt, raiseIncident } from '../incidents.ts';
import { closeWork } from '../instances.ts';
import type { Instance, Run } from '../run.ts';
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
  raiseError(run, instanceOf(run, command.instance), command.code, command.variables);
}

function raiseError(run: Run, instance: Instance, code: string, variables: Variables): void {
  const stopped = attempt(() => throwError(run, instance, code, variables));
  if (!stopped) return;
  closeWork(run, instance, 'cancelled');
  raiseIncident(run, instance, ['execute'], stopped.kind, stopped.message);
}
