/** Recalled documents at their receivers. */
import { runCommand } from '../../commands/run-command.ts';
import { allowedSql } from '../../policies/allowed-sql.ts';
import { listRecalls } from '../../store/queries/list-recalls.ts';
import { RECALL_COLUMNS } from '../../store/queries/policy-columns.ts';
import * as shape from '../contract/recall.ts';
import { principalOf, route, type Route } from '../route.ts';
import { actorOf } from '../session/principal.ts';
import { abilityFor } from './readable.ts';

const path = '/api/v1/recalls';
const write = {
  method: 'POST',
  limit: 'write',
  success: 200,
  idempotent: true,
  params: shape.RecallParams,
  response: shape.RecallConfirmed,
} as const;

export const recallRoutes: readonly Route[] = [
  route({
    id: 'listRecalls',
    sensitive: 'case',
    method: 'GET',
    path,
    summary: 'Recalled documents at each of their receivers, those that have not confirmed first',
    rule: { action: 'read', subject: 'Recall' },
    limit: 'read',
    query: shape.RecallQuery,
    success: 200,
    response: shape.RecallPage,
    async handle(request) {
      const predicate = allowedSql(abilityFor(request), 'read', 'Recall', RECALL_COLUMNS, () => '?');
      return { body: await listRecalls(request.services.commands.db, { ...request.query, predicate }) };
    },
  }),
  route({
    ...write,
    id: 'confirmRecall',
    path: `${path}/{receiver}/confirm`,
    summary: 'Confirm as its receiver that the copy of a recalled document is destroyed',
    rule: { action: 'confirm', subject: 'Recall' },
    body: shape.ConfirmRecall,
    async handle(request) {
      const { services, idempotencyKey, params } = request;
      const command = { type: 'confirmRecall', ...params } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  route({
    ...write,
    id: 'recordRecall',
    path: `${path}/{receiver}/record`,
    summary: 'Enter what a receiver confirmed by post or on paper, with its real date',
    rule: { action: 'record', subject: 'Recall' },
    body: shape.RecordRecall,
    async handle(request) {
      const { services, idempotencyKey, params, body } = request;
      const command = { type: 'recordRecall', ...params, ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
];
