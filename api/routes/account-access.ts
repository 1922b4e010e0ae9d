/** Sessions, passwords and second factors of accounts that I administer. */
import { administered } from '../../commands/access/administered.ts';
import { runCommand } from '../../commands/run-command.ts';
import { listOwnFactors } from '../../store/queries/list-own-factors.ts';
import { AccountParams } from '../contract/account.ts';
import * as shape from '../contract/access.ts';
import { principalOf, route, type Route } from '../route.ts';
import { asMyself } from '../session/as-myself.ts';
import { actorOf } from '../session/principal.ts';
import { openSessions } from './open-sessions.ts';
import { abilityFor } from './readable.ts';

const ending = (id: string, path: string, summary: string, params: typeof AccountParams | typeof shape.AccountSessionParams): Route =>
  route({
    id,
    method: 'POST',
    path,
    summary,
    rule: { action: 'endSessions', subject: 'Account' },
    limit: 'write',
    params,
    body: shape.ForReason,
    success: 200,
    response: shape.Ended,
    idempotent: true,
    async handle(request) {
      const { services, params: named, body, idempotencyKey } = request;
      const command = { type: 'endSessions', ...named, ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  });

export const accountAccessRoutes: readonly Route[] = [
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
      return { body: await openSessions(request, id) };
    },
  }),
  route({
    id: 'listAccountFactors',
    method: 'GET',
    path: '/api/v1/accounts/{account}/factors',
    summary: 'The second factors of an account that I administer: kinds, names and dates, nothing secret',
    rule: { action: 'endSessions', subject: 'Account' },
    limit: 'read',
    params: AccountParams,
    success: 200,
    response: shape.Factors,
    async handle(request) {
      const { services, params, now } = request;
      const { id } = await administered(services.commands, { ability: abilityFor(request) }, 'endSessions', params.account, now);
      return { body: await listOwnFactors(services.commands.db, id) };
    },
  }),
  ending(
    'endAccountSessions',
    '/api/v1/accounts/{account}/sessions/end',
    'End all sessions of an account that I administer',
    AccountParams,
  ),
  ending(
    'endAccountSession',
    '/api/v1/accounts/{account}/sessions/{session}/end',
    'End one session of an account that I administer',
    shape.AccountSessionParams,
  ),
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
