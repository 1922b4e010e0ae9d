/** My second factors. What changes them needs a fresh proof of who I am. */
import type { CommandOf } from '../../commands/contract.ts';
import { runCommand } from '../../commands/run-command.ts';
import { listOwnFactors } from '../../store/queries/list-own-factors.ts';
import * as shape from '../contract/access.ts';
import { PasskeyOptions, Renewed } from '../contract/session.ts';
import { principalOf, route, type Route } from '../route.ts';
import { asMyself } from '../session/as-myself.ts';
import { answerRenewed } from '../session/session-answer.ts';

const ENROLLING = ['enrolSecondFactor'] as const;
/** bytes */
const PASSKEY_LIMIT = 16_384;

export const factorRoutes: readonly Route[] = [
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
