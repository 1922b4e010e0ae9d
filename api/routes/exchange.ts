/** For the systems of other agencies: they fetch what they are asked for, give receipts, and answer. */
import { runCommand } from '../../commands/run-command.ts';
import { listExchangeOfTask } from '../../store/queries/list-exchange.ts';
import * as shape from '../contract/exchange.ts';
import { TaskParams } from '../contract/task.ts';
import { principalOf, route, type Route } from '../route.ts';
import { actorOf } from '../session/principal.ts';
import { lookAt } from '../masking/look.ts';
import { readableTask } from './readable.ts';
import { stepRoute } from './step-route.ts';

const partner = { method: 'POST', rule: { action: 'answer', subject: 'Task' }, limit: 'write', success: 200, idempotent: true } as const;
const answering = { rule: { action: 'answer', subject: 'Task' }, params: TaskParams } as const;

export const exchangeRoutes: readonly Route[] = [
  route({
    ...partner,
    id: 'fetchExchange',
    path: '/api/v1/exchange/fetch',
    summary: 'Fetch what my agency is asked for; fetched is delivered',
    body: shape.FetchExchange,
    response: shape.ExchangeMessages,
    async handle(request) {
      const { services, idempotencyKey, body } = request;
      const command = { type: 'fetchExchange', ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  route({
    ...partner,
    id: 'readExchange',
    path: '/api/v1/exchange/read',
    summary: 'The receipt that somebody has the request before them',
    body: shape.ReadExchange,
    response: shape.ExchangeRead,
    async handle(request) {
      const { services, idempotencyKey, body } = request;
      const command = { type: 'readExchange', ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  stepRoute({
    ...answering,
    id: 'answerExchangeTask',
    path: '/api/v1/exchange/tasks/{caseId}/{instance}/answer',
    summary: 'Answer the work that my agency was asked for, with outcome and data of its form',
    body: shape.AnswerExchange,
  }),
  stepRoute({
    ...answering,
    id: 'bounceExchangeTask',
    path: '/api/v1/exchange/tasks/{caseId}/{instance}/bounce',
    summary: 'Say that the work cannot be taken, and why',
    body: shape.BounceExchange,
  }),
  route({
    method: 'GET',
    rule: 'signedIn',
    limit: 'read',
    success: 200,
    id: 'listTaskExchange',
    purposeful: true,
    sensitive: 'case',
    path: '/api/v1/tasks/{caseId}/{instance}/exchange',
    summary: "What was asked of another agency's system about a task, with its receipts",
    params: TaskParams,
    response: shape.ExchangeMessages,
    async handle(request) {
      const { caseId, instance } = request.params;
      const look = await lookAt(request, await readableTask(request, caseId, instance), 'exchange', { past: true });
      return { body: { messages: look.redact(await listExchangeOfTask(request.services.commands.db, caseId, instance)) } };
    },
  }),
];
