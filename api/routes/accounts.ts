import { notFound } from '../../casework/require-permission.ts';
import { ACCOUNT_PROCEDURE } from '../../commands/accounts/account-procedure.ts';
import { runCommand } from '../../commands/run-command.ts';
import { allowedSql } from '../../policies/allowed-sql.ts';
import { can } from '../../policies/can.ts';
import { findAccount, listAccounts } from '../../store/queries/list-accounts.ts';
import { listAccountChanges } from '../../store/queries/list-account-changes.ts';
import { ACCOUNT_CHANGE_COLUMNS, ACCOUNT_COLUMNS } from '../../store/queries/policy-columns.ts';
import * as contract from '../contract/account.ts';
import { principalOf, route, type Route } from '../route.ts';
import { actorOf } from '../session/principal.ts';
import { abilityFor } from './readable.ts';

export const accountRoutes: readonly Route[] = [
  route({
    id: 'listAccounts',
    method: 'GET',
    path: '/api/v1/accounts',
    summary: 'Accounts that I may see, by name of the holder',
    rule: { action: 'read', subject: 'Account' },
    limit: 'read',
    query: contract.AccountQuery,
    success: 200,
    response: contract.AccountPage,
    async handle(request) {
      const predicate = allowedSql(abilityFor(request), 'read', 'Account', ACCOUNT_COLUMNS, () => '?');
      return { body: await listAccounts(request.services.commands.db, { ...request.query, procedure: ACCOUNT_PROCEDURE, predicate }) };
    },
  }),
  route({
    id: 'getAccount',
    method: 'GET',
    path: '/api/v1/accounts/{account}',
    summary: 'One account with its positions and grants, past ones too',
    rule: { action: 'read', subject: 'Account' },
    limit: 'read',
    params: contract.AccountParams,
    success: 200,
    response: contract.AccountView,
    async handle(request) {
      const found = await findAccount(request.services.commands.db, request.params.account, ACCOUNT_PROCEDURE);
      const subject = found && { ...found, account: found.id };
      if (!found || !can(abilityFor(request), 'read', 'Account', { ...subject }).allowed) throw notFound('Account');
      return { body: found };
    },
  }),
  route({
    id: 'listAccountChanges',
    method: 'GET',
    path: '/api/v1/account-changes',
    summary: 'The administration log: changes of accounts and requests that came to nothing, with before and after; newest first',
    rule: { action: 'read', subject: 'Audit' },
    sensitive: 'account',
    limit: 'read',
    query: contract.AccountChangeQuery,
    success: 200,
    response: contract.AccountChangePage,
    async handle(request) {
      const predicate = allowedSql(abilityFor(request), 'read', 'Audit', ACCOUNT_CHANGE_COLUMNS, () => '?');
      return { body: await listAccountChanges(request.services.commands.db, { ...request.query, predicate }) };
    },
  }),
  route({
    id: 'enrolSecondFactor',
    method: 'PUT',
    path: '/api/v1/accounts/{account}/second-factor',
    summary: 'Record the second factor that was handed over: an account that waits for one becomes active',
    rule: { action: 'enrolSecondFactor', subject: 'Account' },
    limit: 'write',
    params: contract.AccountParams,
    body: contract.EnrolSecondFactor,
    success: 200,
    response: contract.EnrolledSecondFactor,
    idempotent: true,
    async handle(request) {
      const { services, idempotencyKey, params, body } = request;
      const command = { type: 'enrolSecondFactor', ...params, ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
];
