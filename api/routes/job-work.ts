/** Machine workers outside: take jobs, keep them, answer for them. They ask when they have time; nobody waits on an open request. */
import { runCommand } from '../../commands/run-command.ts';
import * as shape from '../contract/job-work.ts';
import { StepOutcome } from '../contract/step-outcome.ts';
import { TaskParams } from '../contract/task.ts';
import { principalOf, route, type Route } from '../route.ts';
import { actorOf } from '../session/principal.ts';
import { pointingIntoVariables } from './pointing-into-variables.ts';

const work = { method: 'POST', rule: { action: 'work', subject: 'Job' }, limit: 'write', success: 200, idempotent: true } as const;
const at = '/api/v1/jobs/{caseId}/{instance}';

export const jobWorkRoutes: readonly Route[] = [
  route({
    ...work,
    id: 'fetchJobs',
    path: '/api/v1/jobs/fetch',
    summary: 'Take due jobs of some topics, each locked for this worker',
    body: shape.FetchJobs,
    response: shape.FetchedJobs,
    async handle(request) {
      const { services, idempotencyKey, body } = request;
      const command = { type: 'fetchJobs', ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  route({
    ...work,
    id: 'extendJobLock',
    path: `${at}/extend`,
    summary: 'Keep a job for longer, from now on',
    params: TaskParams,
    body: shape.ExtendLock,
    response: shape.LockExtended,
    async handle(request) {
      const { services, idempotencyKey, params, body } = request;
      const command = { type: 'extendJobLock', ...params, ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  route({
    ...work,
    id: 'completeJob',
    path: `${at}/complete`,
    summary: 'A job is done, with what it gave',
    params: TaskParams,
    body: shape.CompleteJob,
    response: StepOutcome,
    async handle(request) {
      const { services, idempotencyKey, params, body } = request;
      const command = { type: 'completeJob', ...params, ...body, variables: body.variables ?? {} } as const;
      const step = runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey });
      const outcome = await pointingIntoVariables(step);
      return { body: outcome, revision: outcome.revision };
    },
  }),
  route({
    ...work,
    id: 'reportJobFailure',
    path: `${at}/fail`,
    summary: 'A try failed: the job waits for another, or becomes an incident when none is left',
    params: TaskParams,
    body: shape.FailJob,
    response: shape.JobFailed,
    async handle(request) {
      const { services, idempotencyKey, params, body } = request;
      const command = { type: 'reportJobFailure', ...params, ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  route({
    ...work,
    id: 'throwJobError',
    path: `${at}/bpmn-error`,
    summary: 'A job answers with a BPMN error, which the diagram may catch; uncaught, it is an incident',
    params: TaskParams,
    body: shape.JobError,
    response: StepOutcome,
    async handle(request) {
      const { services, idempotencyKey, params, body } = request;
      const { code, message = code, ...rest } = body;
      const command = { type: 'failJob', ...params, ...rest, bpmnError: code, message } as const;
      const step = runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey });
      const outcome = await pointingIntoVariables(step);
      return { body: outcome, revision: outcome.revision };
    },
  }),
];
