/** Documents on their way: lists, and the receipts of recipients and clerks. */
import { runCommand } from '../../commands/run-command.ts';
import { deadlineMoment } from '../../commands/loading/near-share.ts';
import { deliveryDeadlineView } from '../../commands/deliveries/deadline-view.ts';
import { allowedSql } from '../../policies/allowed-sql.ts';
import { listDeliveries } from '../../store/queries/list-deliveries.ts';
import { DELIVERY_COLUMNS } from '../../store/queries/policy-columns.ts';
import * as shape from '../contract/delivery.ts';
import { principalOf, route, type Route } from '../route.ts';
import { actorOf } from '../session/principal.ts';
import { abilityFor } from './readable.ts';

const path = '/api/v1/deliveries';
const write = {
  method: 'POST',
  limit: 'write',
  success: 200,
  idempotent: true,
  params: shape.DeliveryParams,
  response: shape.DeliveryReceived,
} as const;

export const deliveryRoutes: readonly Route[] = [
  route({
    id: 'listDeliveries',
    sensitive: 'case',
    method: 'GET',
    path,
    summary: 'Documents on their way to their recipients, the most urgent first, and those that were received',
    rule: { action: 'read', subject: 'Delivery' },
    limit: 'read',
    query: shape.DeliveryQuery,
    success: 200,
    response: shape.DeliveryPage,
    async handle(request) {
      const predicate = allowedSql(abilityFor(request), 'read', 'Delivery', DELIVERY_COLUMNS, () => '?');
      const page = await listDeliveries(request.services.commands.db, { ...request.query, now: request.now, predicate });
      const moment = await deadlineMoment(request.services.commands, request.now);
      return { body: { ...page, items: page.items.map((delivery) => deliveryDeadlineView(delivery, moment)) } };
    },
  }),
  route({
    ...write,
    id: 'confirmDelivery',
    path: `${path}/{delivery}/confirm`,
    summary: 'Confirm as its recipient that a document has come',
    rule: { action: 'confirm', subject: 'Delivery' },
    body: shape.ConfirmDelivery,
    async handle(request) {
      const { services, idempotencyKey, params } = request;
      const command = { type: 'confirmDelivery', ...params } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  route({
    ...write,
    id: 'recordReceipt',
    path: `${path}/{delivery}/receipt`,
    summary: 'Enter the receipt that came by post, on paper or electronically, with its real date',
    rule: { action: 'record', subject: 'Delivery' },
    body: shape.RecordReceipt,
    async handle(request) {
      const { services, idempotencyKey, params, body } = request;
      const command = { type: 'recordReceipt', ...params, ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
];
