import { packRules } from '@casl/ability/extra';
import { ANONYMOUS } from '../../commands/actors.ts';
import { runCommand } from '../../commands/run-command.ts';
import type { ApiServices } from '../api-services.ts';
import { ChangePassword, Session, SignIn } from '../contract/session.ts';
import type { ChangeFeed } from '../events/change-feed.ts';
import { principalOf, route, type Route } from '../route.ts';
import { abilityOfPrincipal } from '../session/ability.ts';
import { notSignedIn } from '../session/authenticator.ts';
import { actorOf, type Principal } from '../session/principal.ts';
import { clearedCookie, sessionCookie } from '../session/session-cookie.ts';
import type { SignInLimit } from '../session/sign-in-limit.ts';

const path = '/api/v1/session';

const signIn = (signInLimit: SignInLimit): Route =>
  route({
    id: 'signIn',
    method: 'POST',
    path,
    summary: 'Sign in: sets the session cookie',
    rule: 'public',
    limit: 'signIn',
    body: SignIn,
    bodyLimit: 4_096,
    success: 201,
    response: Session,
    async handle({ body: { login, password }, services, address, agent, now }) {
      const attempt = await signInLimit(login, address);
      const { token, mustChangePassword } = await runCommand(services.commands, ANONYMOUS, {
        type: 'signIn',
        login,
        password,
        address,
        agent,
      });
      await attempt.succeeded();
      const session = await services.sessions.load(token, services.commands.clock());
      if (!session) throw notSignedIn();
      const seconds = Math.floor((Date.parse(session.expiresAt) - Date.parse(now)) / 1_000);
      return {
        body: { ...describe(services, session), mustChangePassword },
        headers: { 'Set-Cookie': sessionCookie(token, seconds, services.options.secureCookies) },
      };
    },
  });

const whoAmI = route({
  id: 'whoAmI',
  method: 'GET',
  path,
  summary: 'Who is signed in, with which roles, and the packed CASL rules for the browser',
  rule: 'signedIn',
  limit: 'read',
  success: 200,
  response: Session,
  handle: async (request) => ({ body: describe(request.services, principalOf(request)) }),
});

const signOut = (feed: ChangeFeed): Route =>
  route({
    id: 'signOut',
    method: 'DELETE',
    path,
    summary: 'Sign out: ends the session and its event streams',
    rule: 'signedIn',
    limit: 'write',
    success: 204,
    async handle(request) {
      const principal = principalOf(request);
      const { commands, options } = request.services;
      await runCommand(commands, actorOf(principal), { type: 'signOut', token: principal.token });
      feed.closeSession(principal.sessionId);
      return { raw: '', type: 'text/plain', headers: { 'Set-Cookie': clearedCookie(options.secureCookies) } };
    },
  });

const changePassword = (signInLimit: SignInLimit): Route =>
  route({
    id: 'changePassword',
    method: 'PUT',
    path: `${path}/password`,
    summary: 'Change my password: ends my other sessions',
    rule: 'signedIn',
    limit: 'signIn',
    body: ChangePassword,
    bodyLimit: 4_096,
    success: 204,
    async handle(request) {
      const principal = principalOf(request);
      const { services, address, body } = request;
      // whoever has taken over a session must not be able to guess the password through it
      const attempt = await signInLimit(`${principal.account}\0password`, address);
      await runCommand(services.commands, actorOf(principal), { type: 'changePassword', ...body, token: principal.token });
      await attempt.succeeded();
      return undefined;
    },
  });

export const sessionRoutes = (signInLimit: SignInLimit, feed: ChangeFeed): readonly Route[] => [
  signIn(signInLimit),
  whoAmI,
  signOut(feed),
  changePassword(signInLimit),
];

type Signed = Pick<Principal, 'account' | 'person' | 'rights' | 'expiresAt' | 'onBehalfOf'>;

function describe({ commands }: ApiServices, { account, person, rights, expiresAt, ...absent }: Signed) {
  const ability = abilityOfPrincipal(commands, { account, person, rights, ...absent });
  return {
    account,
    person,
    ...(absent.onBehalfOf !== undefined && { onBehalfOf: absent.onBehalfOf }),
    expiresAt,
    grants: rights.grants.map(({ role, unitPath }) => ({ role, unitPath })),
    // without our own note on each rule, which names its source
    rules: packRules(
      ability.rules.map(({ action, subject, conditions, inverted }) => ({ action, subject, conditions, inverted }) as never),
    ) as readonly (readonly unknown[])[],
  };
}
