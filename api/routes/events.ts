import { Rejection } from '../../errors.ts';
import { actorKeys } from '../../store/queries/actor-keys.ts';
import type { ChangeFeed } from '../events/change-feed.ts';
import { openEventStream, type Audience } from '../events/event-stream.ts';
import { principalOf, route, type Route } from '../route.ts';
import type { Principal } from '../session/principal.ts';

const MOST_STREAMS = 6;
const UNKNOWN_PLACE = 'unknown';
const EVENT_ID = /^\d{1,19}\.[0-9a-f-]{0,36}\.\d{1,9}$/;

export const eventRoutes = (feed: ChangeFeed): readonly Route[] => [
  route({
    id: 'listenToChanges',
    method: 'GET',
    path: '/api/v1/events',
    summary: 'Changes of cases and tasks that may concern me, as server-sent events: case.changed, or reset when all must be read anew',
    rule: 'signedIn',
    limit: 'read',
    success: 200,
    produces: 'text/event-stream',
    async handle(request) {
      const { services, lastEventId } = request;
      const { account, person, rights, sessionId, token, onBehalfOf } = principalOf(request);
      if (onBehalfOf !== undefined) throw new Rejection('forbidden', 'notOnBehalf', 'Expected the person itself to listen.');
      if (feed.countOf(account) >= MOST_STREAMS)
        throw new Rejection('tooMany', 'tooManyStreams', `Expected at most ${MOST_STREAMS} open event streams.`, {
          details: { limit: MOST_STREAMS, retryAfterSeconds: 30 },
        });
      const stream = await openEventStream(feed, {
        account,
        sessionId,
        audience: audienceOf({ account, person, rights }),
        since: sinceOf(lastEventId),
        heartbeatMs: services.options.heartbeatMs,
        renew: async () => {
          const session = await services.sessions.load(token, services.commands.clock());
          // a session that owes something first hears nothing
          return session && session.obligation === undefined ? audienceOf(session) : undefined;
        },
      });
      return { raw: stream, type: 'text/event-stream; charset=utf-8', headers: { 'X-Accel-Buffering': 'no', 'Cache-Control': 'no-store' } };
    },
  }),
];

/** An id that is none of ours is a place nobody knows: the client is told to read everything anew. */
function sinceOf(lastEventId: string): string | undefined {
  if (lastEventId === '') return undefined;
  return EVENT_ID.test(lastEventId) ? lastEventId : UNKNOWN_PLACE;
}

function audienceOf({ account, person, rights }: Pick<Principal, 'account' | 'person' | 'rights'>): Audience {
  return { persons: [person, account], keys: actorKeys(rights.grants, [person, account]) };
}
