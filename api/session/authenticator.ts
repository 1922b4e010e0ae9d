import { createHash } from 'node:crypto';
import type { Context } from 'koa';
import { LRUCache } from 'lru-cache';
import { Rejection } from '../../errors.ts';
import { absentRights } from '../../commands/rights/acting.ts';
import type { ApiServices } from '../api-services.ts';
import type { Principal } from './principal.ts';
import { readSessionToken } from './session-cookie.ts';

/** How exact "last seen" is. */
const TOUCH_MS = 60_000;

/** Undefined: nobody. */
export type Authenticator = (ctx: Pick<Context, 'get' | 'ip'>, now: string) => Promise<Principal | undefined>;

/** Names the absent person (of the accounts) whom a substitute acts for in this request. */
const ON_BEHALF_OF = 'on-behalf-of';

/** Who a request's session belongs to. Session and rights are read anew each time: a lock or revocation counts at once. Throws forbidden `substitutionUnknown`. */
export function createAuthenticator({
  sessions,
  options,
  commands,
}: Pick<ApiServices, 'sessions' | 'options' | 'commands'>): Authenticator {
  const touched = new LRUCache<string, number>({ max: 10_000 });
  return async (ctx, now) => {
    const token = readSessionToken(ctx, options.secureCookies);
    const session = token === undefined ? undefined : await sessions.load(token, now);
    if (token === undefined || !session) return undefined;
    // what this request may do is asked by rules that are in force now
    await commands.moduleRules.refresh();
    const sessionId = createHash('sha256').update(token).digest('hex');
    const at = Date.parse(now);
    if (at - (touched.get(sessionId) ?? 0) > TOUCH_MS) {
      touched.set(sessionId, at);
      await sessions.touch(token, now);
    }
    const principal = { ...session, token, sessionId, origin: { address: ctx.ip, agent: agentOf(ctx), session: sessionId } };
    const absent = ctx.get(ON_BEHALF_OF);
    if (absent === '') return principal;
    const covered = await absentRights(commands, session.account, absent, now);
    return { ...principal, rights: covered, onBehalfOf: covered.person };
  };
}

/** How the client names itself. */
export const agentOf = (ctx: Pick<Context, 'get'>): string => ctx.get('user-agent').slice(0, 300);

export function notSignedIn(): Rejection {
  return new Rejection('unauthenticated', 'notSignedIn', 'Expected a session, but there is none, or it has ended.');
}
