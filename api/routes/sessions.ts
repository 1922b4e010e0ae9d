/** Where I am signed in, and ending it. */
import { runCommand } from '../../commands/run-command.ts';
import * as shape from '../contract/access.ts';
import type { ChangeFeed } from '../events/change-feed.ts';
import { principalOf, route, type Route } from '../route.ts';
import { asMyself } from '../session/as-myself.ts';
import { openSessions } from './open-sessions.ts';

export const mySessionRoutes = (feed: ChangeFeed): readonly Route[] => [
  route({
    id: 'listMySessions',
    method: 'GET',
    path: '/api/v1/sessions',
    summary: 'Where I am signed in',
    rule: 'signedIn',
    limit: 'read',
    success: 200,
    response: shape.OpenSessions,
    handle: async (request) => ({ body: await openSessions(request, principalOf(request).account) }),
  }),
  route({
    id: 'endOtherSessions',
    method: 'DELETE',
    path: '/api/v1/sessions',
    summary: 'Sign out everywhere else',
    rule: 'signedIn',
    limit: 'write',
    success: 200,
    response: shape.Ended,
    async handle(request) {
      const { actor, token } = asMyself(request);
      return { body: await runCommand(request.services.commands, actor, { type: 'endMySessions', token }) };
    },
  }),
  route({
    id: 'endMySession',
    method: 'DELETE',
    path: '/api/v1/sessions/{session}',
    summary: 'Sign out in one place',
    rule: 'signedIn',
    limit: 'write',
    params: shape.SessionParams,
    success: 200,
    response: shape.Ended,
    async handle(request) {
      const { session } = request.params;
      const body = await runCommand(request.services.commands, asMyself(request).actor, { type: 'endMySessions', session });
      if (body.ended > 0) feed.closeSession(session);
      return { body };
    },
  }),
];
