/** Sessions and second factors: my own, and those of accounts that I administer. */
import { administered } from '../../commands/access/administered.ts';
import type { CommandOf } from '../../commands/contract.ts';
import { runCommand } from '../../commands/run-command.ts';
import { listOwnFactors } from '../../store/queries/list-own-factors.ts';
import { listSessions } from '../../store/queries/list-sessions.ts';
import { AccountParams } from '../contract/account.ts';
import * as shape from '../contract/access.ts';
import { PasskeyOptions, Renewed } from '../contract/session.ts';
import type { ChangeFeed } from '../events/change-feed.ts';
import { principalOf, route, type Route, type RouteRequest } from '../route.ts';
import { actorOf } from '../session/principal.ts';
import { answerRenewed } from '../session/session-answer.ts';
import { abilityFor } from './readable.ts';

const ENROLLING = ['enrolSecondFactor'] as const;
const PASSKEY_LIMIT = 16_384;

type AnyRequest = RouteRequest<unknown, unknown, unknown>;

async function sessionsOf({ services, principal, now }: AnyRequest, account: string) {
  const sessions = await listSessions(services.commands.db, account, now);
  return { sessions: sessions.map((session) => ({ ...session, current: session.id === principal?.sessionId })) };
}

/** With when the person last proved who they are, which some commands ask for. */
function asMyself(request: AnyRequest) {
  const principal = principalOf(request);
  const { authenticatedAt, token } = principal;
  return { actor: actorOf(principal), token, options: { authenticatedAt } };
}

const mySessions = (feed: ChangeFeed): readonly Route[] => [
  route({
    id: 'listMySessions',
    method: 'GET',
    path: '/api/v1/sessions',
    summary: 'Where I am signed in',
    rule: 'signedIn',
    limit: 'read',
    success: 200,
    response: shape.OpenSessions,
    handle: async (request) => ({ body: await sessionsOf(request, principalOf(request).account) }),
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

const myFactors: readonly Route[] = [
  route({
    id: 'listMyFactors',
    method: 'GET',
    path: '/api/v1/factors',
    summary: 'My second factors, and how many recovery codes are left',
    rule: 'signedIn',
    during: ENROLLING,
    limit: 'read',
    success: 200,
    response: shape.Factors,
    handle: async (request) => ({ body: await listOwnFactors(request.services.commands.db, principalOf(request).account) }),
  }),
  route({
    id: 'beginOtp',
    method: 'POST',
    path: '/api/v1/factors/otp',
    summary: 'Begin with an authenticator of one-time passwords: its secret is shown this once',
    rule: 'signedIn',
    during: ENROLLING,
    limit: 'write',
    body: shape.BeginOtp,
    success: 201,
    response: shape.BegunOtp,
    async handle(request) {
      const { actor, options } = asMyself(request);
      return { body: await runCommand(request.services.commands, actor, { type: 'beginOtp', ...request.body }, options) };
    },
  }),
  route({
    id: 'confirmOtp',
    method: 'POST',
    path: '/api/v1/factors/otp/{factor}/confirmation',
    summary: 'Confirm an authenticator by its code: the session goes on under another token',
    rule: 'signedIn',
    during: ENROLLING,
    limit: 'signIn',
    params: shape.FactorParams,
    body: shape.ConfirmOtp,
    success: 200,
    response: Renewed,
    async handle(request) {
      const { actor, token, options } = asMyself(request);
      const { services, params, body } = request;
      return answerRenewed(
        services,
        await runCommand(services.commands, actor, { type: 'confirmOtp', ...params, ...body, token }, options),
      );
    },
  }),
  route({
    id: 'offerPasskeyEnrolment',
    method: 'POST',
    path: '/api/v1/factors/passkey-options',
    summary: 'What the browser needs to make a passkey',
    rule: 'signedIn',
    during: ENROLLING,
    limit: 'write',
    success: 200,
    response: PasskeyOptions,
    async handle(request) {
      const { actor, token, options } = asMyself(request);
      return { body: await runCommand(request.services.commands, actor, { type: 'offerPasskeyEnrolment', token }, options) };
    },
  }),
  route({
    id: 'enrolPasskey',
    method: 'POST',
    path: '/api/v1/factors/passkeys',
    summary: 'Enrol the passkey that the browser made: the session goes on under another token',
    rule: 'signedIn',
    during: ENROLLING,
    limit: 'signIn',
    body: shape.EnrolPasskey,
    bodyLimit: PASSKEY_LIMIT,
    success: 201,
    response: Renewed,
    async handle(request) {
      const { actor, token, options } = asMyself(request);
      const { services, body } = request;
      const command = { type: 'enrolPasskey', ...body, token } as CommandOf<'enrolPasskey'>;
      return answerRenewed(services, await runCommand(services.commands, actor, command, options));
    },
  }),
  route({
    id: 'enrolCertificate',
    method: 'POST',
    path: '/api/v1/factors/certificates',
    summary: 'Enrol the client certificate of this connection: the session goes on under another token',
    rule: 'signedIn',
    during: ENROLLING,
    limit: 'write',
    body: shape.EnrolCertificate,
    success: 201,
    response: Renewed,
    async handle(request) {
      const { actor, token, options } = asMyself(request);
      const { services, body, place } = request;
      const command = { type: 'enrolCertificate', ...body, token, certificate: place.certificate } as const;
      return answerRenewed(services, await runCommand(services.commands, actor, command, options));
    },
  }),
  route({
    id: 'removeFactor',
    method: 'DELETE',
    path: '/api/v1/factors/{factor}',
    summary: 'Remove a second factor of mine',
    rule: 'signedIn',
    limit: 'write',
    params: shape.FactorParams,
    success: 204,
    async handle(request) {
      const { actor, options } = asMyself(request);
      await runCommand(request.services.commands, actor, { type: 'removeFactor', ...request.params }, options);
      return undefined;
    },
  }),
  route({
    id: 'renewRecoveryCodes',
    method: 'POST',
    path: '/api/v1/recovery-codes',
    summary: 'New recovery codes in place of those before, shown this once',
    rule: 'signedIn',
    limit: 'write',
    success: 201,
    response: shape.RecoveryCodes,
    async handle(request) {
      const { actor, options } = asMyself(request);
      return { body: await runCommand(request.services.commands, actor, { type: 'renewRecoveryCodes' }, options) };
    },
  }),
];

const ofAccounts: readonly Route[] = [
  route({
    id: 'listAccountSessions',
    method: 'GET',
    path: '/api/v1/accounts/{account}/sessions',
    summary: 'Where an account that I administer is signed in',
    rule: { action: 'endSessions', subject: 'Account' },
    limit: 'read',
    params: AccountParams,
    success: 200,
    response: shape.OpenSessions,
    async handle(request) {
      const { services, params, now } = request;
      const { id } = await administered(services.commands, { ability: abilityFor(request) }, 'endSessions', params.account, now);
      return { body: await sessionsOf(request, id) };
    },
  }),
  route({
    id: 'endAccountSessions',
    method: 'POST',
    path: '/api/v1/accounts/{account}/sessions/end',
    summary: 'End all sessions of an account that I administer',
    rule: { action: 'endSessions', subject: 'Account' },
    limit: 'write',
    params: AccountParams,
    body: shape.ForReason,
    success: 200,
    response: shape.Ended,
    idempotent: true,
    async handle(request) {
      const { services, params, body, idempotencyKey } = request;
      const command = { type: 'endSessions', ...params, ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  route({
    id: 'endAccountSession',
    method: 'POST',
    path: '/api/v1/accounts/{account}/sessions/{session}/end',
    summary: 'End one session of an account that I administer',
    rule: { action: 'endSessions', subject: 'Account' },
    limit: 'write',
    params: shape.AccountSessionParams,
    body: shape.ForReason,
    success: 200,
    response: shape.Ended,
    idempotent: true,
    async handle(request) {
      const { services, params, body, idempotencyKey } = request;
      const command = { type: 'endSessions', ...params, ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  route({
    id: 'issuePassword',
    method: 'POST',
    path: '/api/v1/accounts/{account}/password',
    summary: 'A password to hand over, good for a while and to be changed at the first sign-in; shown this once',
    rule: { action: 'issuePassword', subject: 'Account' },
    limit: 'write',
    params: AccountParams,
    body: shape.ForReason,
    success: 201,
    response: shape.IssuedPassword,
    async handle(request) {
      const { actor, options } = asMyself(request);
      const { services, params, body } = request;
      return { body: await runCommand(services.commands, actor, { type: 'issuePassword', ...params, ...body }, options) };
    },
  }),
  route({
    id: 'resetFactors',
    method: 'POST',
    path: '/api/v1/accounts/{account}/factors/reset',
    summary: 'Second factors that are lost or stolen: they, recovery codes and sessions of the account end',
    rule: { action: 'enrolSecondFactor', subject: 'Account' },
    limit: 'write',
    params: AccountParams,
    body: shape.ForReason,
    success: 200,
    response: shape.ResetFactors,
    idempotent: true,
    async handle(request) {
      const { actor, options } = asMyself(request);
      const { services, params, body, idempotencyKey } = request;
      const command = { type: 'resetFactors', ...params, ...body } as const;
      return { body: await runCommand(services.commands, actor, command, { ...options, idempotencyKey }) };
    },
  }),
];

export const accessRoutes = (feed: ChangeFeed): readonly Route[] => [...mySessions(feed), ...myFactors, ...ofAccounts];
