/** Documents on their way: lists, and the receipts of recipients and clerks. */
import { notFound } from '../../casework/require-permission.ts';
import { visibleDelivery } from '../../commands/deliveries/delivery-rights.ts';
import { runCommand } from '../../commands/run-command.ts';
import { requireServable } from '../../commands/uploads/scan-state.ts';
import { deadlineMoment } from '../../commands/loading/near-share.ts';
import { deliveryDeadlineView } from '../../commands/deliveries/deadline-view.ts';
import { allowedSql } from '../../policies/allowed-sql.ts';
import { listDeliveries } from '../../store/queries/list-deliveries.ts';
import { findCase } from '../../store/queries/find-case.ts';
import { findUploadContent, findUploads } from '../../store/queries/find-uploads.ts';
import { DELIVERY_COLUMNS } from '../../store/queries/policy-columns.ts';
import * as shape from '../contract/delivery.ts';
import { principalOf, route, type Route, type RouteRequest } from '../route.ts';
import { actorOf } from '../session/principal.ts';
import { lookAtFile } from '../masking/look-at-document.ts';
import { pdfReply } from './pdf-reply.ts';
import { abilityFor } from './readable.ts';
import { storedFile, storing } from './stored-file.ts';

const path = '/api/v1/deliveries';
const ofDelivery = `${path}/{delivery}`;
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
    path: `${ofDelivery}/confirm`,
    summary: 'Confirm as its recipient that a document has come',
    rule: { action: 'confirm', subject: 'Delivery' },
    body: shape.ConfirmDelivery,
    async handle(request) {
      const { services, idempotencyKey, params, body } = request;
      const command = { type: 'confirmDelivery', ...params, ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  route({
    ...storing,
    id: 'storeDeliveryUpload',
    path: `${ofDelivery}/uploads`,
    summary: 'Store the scan of a receipt, also after the case has ended; the same again gets the same answer',
    rule: { action: 'read', subject: 'Delivery' },
    params: shape.DeliveryParams,
    async handle(request) {
      // before a byte of the file is read
      await visibleDelivery(request.services.commands, abilityFor(request), request.params.delivery);
      return { body: await storedFile(request, request.params) };
    },
  }),
  route({
    id: 'getDeliveryScan',
    method: 'GET',
    path: `${ofDelivery}/scans/{sha256}`,
    summary: 'The scan of a receipt as PDF',
    rule: { action: 'read', subject: 'Delivery' },
    limit: 'read',
    params: shape.DeliveryScanParams,
    success: 200,
    produces: 'application/pdf',
    purposeful: true,
    sensitive: 'case',
    handle: async (request) => await scanOf(request),
  }),
  route({
    ...write,
    id: 'recordReceipt',
    path: `${ofDelivery}/receipt`,
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

type Asked = RouteRequest<{ readonly delivery: number; readonly sha256: string }, unknown, unknown>;

/** One that the receipt names. Throws notFound `uploadNotFound`; conflict `uploadBlocked`, `uploadNotScanned`; forbidden. */
async function scanOf(request: Asked) {
  const { services, params, now } = request;
  const { commands } = services;
  const ability = abilityFor(request);
  const { caseId, scans = [] } = await visibleDelivery(commands, ability, params.delivery);
  const reader = { caseId, account: principalOf(request).account, now };
  const upload = scans.some(({ sha256 }) => sha256 === params.sha256)
    ? (await findUploads(commands.db, reader, [params.sha256])).get(params.sha256)
    : undefined;
  const found = upload && (await findCase(commands.db, caseId, now));
  if (!found) throw notFound('Upload');
  requireServable(commands, upload);
  await lookAtFile(request, { ...found, ability }, { what: 'receipt', upload: params.sha256 });
  const bytes = await findUploadContent(commands.db, upload);
  if (!bytes) throw notFound('Upload');
  return pdfReply(bytes, params.sha256.slice(0, 16), caseId, upload.contentSha256);
}
