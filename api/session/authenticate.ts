import { createHash } from 'node:crypto';
import type { Context } from 'koa';
import { Rejection } from '../../errors.ts';
import type { ApiServices } from '../api-services.ts';
import type { Principal } from './principal.ts';
import { readSessionToken } from './session-cookie.ts';

/** Who this request's session belongs to. Session and rights are read anew each time: a lock or revocation counts at once. */
export async function authenticate(
  ctx: Pick<Context, 'get'>,
  { sessions, options }: Pick<ApiServices, 'sessions' | 'options'>,
  now: string,
): Promise<Principal | undefined> {
  const token = readSessionToken(ctx, options.secureCookies);
  const session = token === undefined ? undefined : await sessions.load(token, now);
  if (token === undefined || !session) return undefined;
  await sessions.touch(token, now);
  const { account, person, rights, expiresAt } = session;
  return { account, person, rights, expiresAt, token, sessionId: createHash('sha256').update(token).digest('hex') };
}

export function notSignedIn(): Rejection {
  return new Rejection('unauthenticated', 'notSignedIn', 'Expected a session, but there is none, or it has ended.');
}
