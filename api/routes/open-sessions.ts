import { listSessions } from '../../store/queries/list-sessions.ts';
import type { RouteRequest } from '../route.ts';

/** Where an account is signed in; the session that asks is marked. */
export async function openSessions(
  { services, principal, now }: Pick<RouteRequest<unknown, unknown, unknown>, 'services' | 'principal' | 'now'>,
  account: string,
) {
  const sessions = await listSessions(services.commands.db, account, now);
  return { sessions: sessions.map((session) => ({ ...session, current: session.id === principal?.sessionId })) };
}
