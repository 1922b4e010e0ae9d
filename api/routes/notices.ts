import { runCommand } from '../../commands/run-command.ts';
import { listNotices } from '../../store/queries/list-notices.ts';
import { NoticePage, NoticeQuery, NoticesRead, ReadNotices } from '../contract/notice.ts';
import { principalOf, route, type Route } from '../route.ts';
import { actorOf } from '../session/principal.ts';

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
    query: NoticeQuery,
    success: 200,
    response: NoticePage,
    async handle(request) {
      return { body: await listNotices(request.services.commands.db, principalOf(request).account, request.query) };
    },
  }),
  route({
    id: 'readNotices',
    method: 'POST',
    path: `${path}/read`,
    summary: 'Mark notices of mine as read',
    rule: 'signedIn',
    limit: 'write',
    body: ReadNotices,
    success: 200,
    response: NoticesRead,
    idempotent: true,
    async handle(request) {
      const { services, idempotencyKey, body } = request;
      const command = { type: 'readNotices', notices: body.notices } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
];
