import { runCommand } from '../../commands/run-command.ts';
import { findNoticePreference } from '../../store/queries/find-notice-preference.ts';
import { listNotices, type NoticeRecord } from '../../store/queries/list-notices.ts';
import { listNoticeReceipts } from '../../store/queries/list-notice-receipts.ts';
import { CaseParams } from '../contract/case.ts';
import * as shape from '../contract/notice.ts';
import { principalOf, route, type Route, type RouteRequest } from '../route.ts';
import { actorOf } from '../session/principal.ts';
import { readableCase } from './readable.ts';

const path = '/api/v1/notices';

/** What the signed-in user was told: newest first. */
export const noticeRoutes: readonly Route[] = [
  route({
    id: 'listNotices',
    method: 'GET',
    path,
    summary: 'My notices, newest first',
    rule: 'signedIn',
    limit: 'read',
    query: shape.NoticeQuery,
    success: 200,
    response: shape.NoticePage,
    async handle(request) {
      const page = await listNotices(request.services.commands.db, principalOf(request).account, request.query);
      await receive(request, page.items);
      return { body: page };
    },
  }),
  route({
    id: 'readNotices',
    method: 'POST',
    path: `${path}/read`,
    summary: 'Mark notices of mine as read',
    rule: 'signedIn',
    limit: 'write',
    body: shape.ReadNotices,
    success: 200,
    response: shape.NoticesRead,
    idempotent: true,
    async handle(request) {
      const { services, idempotencyKey, body } = request;
      const command = { type: 'readNotices', ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  route({
    id: 'getNoticePreference',
    method: 'GET',
    path: `${path}/preference`,
    summary: 'Whether I am told by mail too',
    rule: 'signedIn',
    limit: 'read',
    success: 200,
    response: shape.NoticePreference,
    async handle(request) {
      return { body: await findNoticePreference(request.services.commands.db, principalOf(request).account) };
    },
  }),
  route({
    id: 'setNoticePreference',
    method: 'PUT',
    path: `${path}/preference`,
    summary: 'Be told by mail too, or no longer',
    rule: 'signedIn',
    limit: 'write',
    body: shape.SetNoticePreference,
    success: 200,
    response: shape.NoticePreference,
    idempotent: true,
    async handle(request) {
      const { services, idempotencyKey, body } = request;
      const command = { type: 'setNoticePreference', ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  route({
    id: 'listCaseNotices',
    sensitive: 'case',
    method: 'GET',
    path: '/api/v1/cases/{caseId}/notices',
    summary: 'Whom a case told what, and when it reached them',
    rule: { action: 'read', subject: 'Case' },
    limit: 'read',
    params: CaseParams,
    query: shape.NoticeReceiptQuery,
    success: 200,
    response: shape.NoticeReceipts,
    async handle(request) {
      const { case: record } = await readableCase(request, request.params.caseId);
      return { body: await listNoticeReceipts(request.services.commands.db, record.id, request.query) };
    },
  }),
];

/** Shown is delivered. */
async function receive(
  { services, principal }: Pick<RouteRequest<unknown, unknown, unknown>, 'services' | 'principal'>,
  page: readonly NoticeRecord[],
): Promise<void> {
  const fresh = page.filter(({ deliveredAt }) => deliveredAt === undefined).map(({ id }) => id);
  if (fresh.length > 0)
    await runCommand(services.commands, actorOf(principalOf({ principal })), { type: 'receiveNotices', notices: fresh });
}
