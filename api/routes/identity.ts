/**
 * Signing in by the national identity (S3 Điều 8 khoản 2 điểm d). The browser goes there and comes back; the page it comes back to sends
 * it on by itself, because a redirect from another site would leave the new session's cookie behind (SameSite=Strict).
 */
import { ANONYMOUS, IDENTITY_ACTOR } from '../../commands/actors.ts';
import { runCommand } from '../../commands/run-command.ts';
import { Rejection } from '../../errors.ts';
import { IdentityAnswer, IdentityLocation } from '../contract/session.ts';
import type { ApiServices } from '../api-services.ts';
import type { ChangeFeed } from '../events/change-feed.ts';
import { decode, readBytes } from '../read-body.ts';
import { route, type RawReply, type Route } from '../route.ts';
import { clearedTicket, ticketCookie } from '../session/cookies.ts';
import type { IdentityProvider } from '../session/identity-provider.ts';
import { cookiesOfSession, newDevice, secondsUntil } from '../session/session-answer.ts';

const path = '/api/v1/session/identity';
const TICKET_SECONDS = 3_600;
const LOGOUT_LIMIT = 16_384;

function providerOf({ identityProvider }: ApiServices): IdentityProvider {
  if (identityProvider) return identityProvider;
  throw new Rejection('notFound', 'identityNotConfigured', 'Expected a central sign-in to be configured here.');
}

const beginIdentity = route({
  id: 'beginIdentity',
  method: 'POST',
  path,
  summary: 'Begin to sign in by the national identity: where the browser has to go',
  rule: 'public',
  limit: 'open',
  success: 201,
  response: IdentityLocation,
  async handle({ services }) {
    const { location, state, nonce, verifier } = await providerOf(services).begin();
    const { ticket } = await runCommand(services.commands, ANONYMOUS, { type: 'beginIdentity', state, nonce, verifier });
    return { body: { location }, headers: { 'Set-Cookie': ticketCookie(ticket, TICKET_SECONDS, services.options.secureCookies) } };
  },
});

const finishIdentity = route({
  id: 'finishIdentity',
  method: 'GET',
  path: `${path}/callback`,
  summary: 'Back from the national identity: sets the session cookie, and sends the browser on',
  rule: 'public',
  limit: 'open',
  query: IdentityAnswer,
  success: 200,
  produces: 'text/html',
  async handle({ services, ticket = '', url, place, device }) {
    const { secureCookies } = services.options;
    try {
      const request = await runCommand(services.commands, ANONYMOUS, { type: 'takeIdentity', ticket });
      const identity = await providerOf(services).finish(url.split('?')[1] ?? '', request);
      const outcome = await runCommand(services.commands, IDENTITY_ACTOR, { type: 'signInByIdentity', ...identity, ...place });
      if (outcome.kind === 'factor') {
        const cookie = ticketCookie(outcome.ticket, secondsUntil(outcome.expiresAt, services), secureCookies);
        return sendOn('/?signIn=secondFactor', [cookie]);
      }
      return sendOn('/', cookiesOfSession(services, outcome, device ?? newDevice()));
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      services.commands.logger.info({ code: error.code, err: error }, 'sign-in by the national identity refused');
      return sendOn(`/?signIn=${error.code}`, [clearedTicket(secureCookies)]);
    }
  },
});

/** `to`: an address of ours, without signs that HTML would read. */
function sendOn(to: string, cookies: readonly string[]): RawReply {
  const raw = `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${to}"><a href="${to}">Trình Ký</a>`;
  return { raw, type: 'text/html; charset=utf-8', headers: { 'Set-Cookie': cookies, 'Cache-Control': 'no-store' } };
}

const identityLogout = (feed: ChangeFeed): Route =>
  route({
    id: 'identityLogout',
    method: 'POST',
    path: `${path}/logout`,
    summary: 'The national identity has signed somebody out (OpenID Connect Back-Channel Logout 1.0): their sessions end',
    rule: 'public',
    bySystem: true,
    limit: 'open',
    ownBody: ['application/x-www-form-urlencoded'],
    success: 204,
    async handle({ services, incoming }) {
      const form = new URLSearchParams(decode(await readBytes(incoming, LOGOUT_LIMIT)));
      const out = await providerOf(services).loggedOut(form.get('logout_token') ?? '');
      const { ended } = await runCommand(services.commands, IDENTITY_ACTOR, { type: 'endIdentitySessions', ...out });
      for (const session of ended) feed.closeSession(session);
      return undefined;
    },
  });

export const identityRoutes = (feed: ChangeFeed): readonly Route[] => [beginIdentity, finishIdentity, identityLogout(feed)];
