/** Whose agent calls, by the token in Authorization. Account and rights are read anew each time. */
import { findAgentSession } from '../../store/queries/agent-session.ts';
import type { ApiServices } from '../api-services.ts';
import { agentOf, type Authenticator } from './authenticator.ts';

const BEARER = /^Bearer ([A-Za-z0-9_-]{20,200})$/;

export function createAgentAuthenticator({ db, moduleRules }: Pick<ApiServices['commands'], 'db' | 'moduleRules'>): Authenticator {
  return async (ctx, now) => {
    const token = BEARER.exec(ctx.get('authorization'))?.[1];
    const found = token === undefined ? undefined : await findAgentSession(db, token, now);
    if (token === undefined || !found) return undefined;
    await moduleRules.refresh();
    const { agent, account, person, rights } = found;
    return {
      account,
      person,
      rights,
      token,
      signingAgent: agent,
      sessionId: agent,
      // it has no session: nothing that asks for a fresh proof is open to it
      expiresAt: now,
      authenticatedAt: new Date(0).toISOString(),
      methods: ['agent'],
      origin: { address: ctx.ip, agent: agentOf(ctx), session: agent },
    };
  };
}
