import { runCommand } from '../../commands/run-command.ts';
import * as body from '../contract/task-commands.ts';
import { TaskParams } from '../contract/task.ts';
import { principalOf, route, type Route } from '../route.ts';
import { actorOf } from '../session/principal.ts';
import { itemOf } from './item-of.ts';
import { stepRoute } from './step-route.ts';

const at = '/api/v1/tasks/{caseId}/{instance}';
const task = (action: string) => ({ rule: { action, subject: 'Task' }, params: TaskParams }) as const;

export const taskCommandRoutes: readonly Route[] = [
  stepRoute({
    ...task('claim'),
    id: 'claimTask',
    path: `${at}/claim`,
    summary: 'Take a task that I am a candidate for',
    body: body.ClaimTask,
  }),
  stepRoute({ ...task('unclaim'), id: 'unclaimTask', path: `${at}/unclaim`, summary: 'Give a task back to its candidates' }),
  stepRoute({ ...task('assign'), id: 'assignTask', path: `${at}/assign`, summary: 'Give a task to somebody', body: body.AssignTask }),
  stepRoute({
    ...task('complete'),
    id: 'completeTask',
    path: `${at}/complete`,
    summary: 'Finish a task, with its outcome and the data of its form',
    body: body.CompleteTask,
  }),
  stepRoute({
    ...task('return'),
    id: 'returnTask',
    path: `${at}/return`,
    summary: 'Return for supplement to an earlier step',
    body: body.ReturnTask,
  }),
  stepRoute({
    ...task('recall'),
    id: 'recallTask',
    path: `${at}/recall`,
    summary: 'Take back what I submitted, while nobody has acted on it',
    body: body.RecallTask,
  }),
  stepRoute({
    ...task('addCompanion'),
    id: 'addCompanion',
    path: `${at}/companions`,
    summary: 'Ask for a counter-signature or an opinion, before or after this step',
    body: body.AddCompanion,
  }),
  stepRoute({
    ...task('changeDueDate'),
    id: 'changeDueDate',
    method: 'PUT',
    path: `${at}/due-date`,
    summary: 'Change when a task is due',
    body: body.ChangeDueDate,
  }),
  stepRoute({
    ...task('complete'),
    id: 'throwBpmnError',
    path: `${at}/bpmn-error`,
    summary: 'Raise a BPMN error on a task, which a boundary event catches',
    body: body.ThrowBpmnError,
  }),
  route({
    id: 'bulk',
    method: 'POST',
    path: '/api/v1/tasks/bulk',
    summary: 'Up to 200 commands on single cases, each with its own answer, in order',
    rule: 'signedIn',
    limit: 'deploy',
    body: body.Bulk,
    bodyLimit: 2 * 1024 * 1024,
    success: 200,
    response: body.BulkOutcome,
    idempotent: true,
    async handle(request) {
      const { services, idempotencyKey } = request;
      const command = { type: 'bulk', commands: request.body.commands } as const;
      const principal = principalOf(request);
      const { authenticatedAt } = principal;
      const outcome = await runCommand(services.commands, actorOf(principal), command, { idempotencyKey, authenticatedAt });
      return { body: { items: outcome.items.map((item) => itemOf(item, request.language)) } };
    },
  }),
];
