/** Requests about accounts as who decides sees them: what is asked for beside what the account is, and the task that is open. */
import type { Static } from 'typebox';
import { ACCOUNT_PROCEDURE } from '../../commands/accounts/account-procedure.ts';
import type { Json } from '../../expressions/json.ts';
import { allowedSql } from '../../policies/allowed-sql.ts';
import { can } from '../../policies/can.ts';
import { MASK } from '../../protection/sensitive-values.ts';
import {
  aboutAccount,
  findAccountNow,
  findRequestResults,
  requestsThatAre,
  type AccountNow,
  type RequestResult,
} from '../../store/queries/account-requests.ts';
import { listCases } from '../../store/queries/list-cases.ts';
import { CASE_COLUMNS } from '../../store/queries/policy-columns.ts';
import * as contract from '../contract/account-request.ts';
import { bothOf } from '../exports/both-of.ts';
import { lookAtCase } from '../masking/look.ts';
import { route, type Plain, type Route, type RouteRequest } from '../route.ts';
import { abilityFor, type ReadableCase } from './readable.ts';
import { taskView } from './task-view.ts';

type Request = RouteRequest<unknown, unknown, unknown>;
type Fields = Readonly<Record<string, Json>>;
type Shown = Plain<Static<typeof contract.AccountRequest>>;

export const accountRequestRoutes: readonly Route[] = [
  route({
    id: 'listAccountRequests',
    method: 'GET',
    path: '/api/v1/account-requests',
    summary: 'Requests about accounts that I may see, open or ended, each with the account as it is now; newest first',
    rule: { action: 'read', subject: 'Case' },
    sensitive: 'case',
    purposeful: true,
    limit: 'read',
    query: contract.AccountRequestQuery,
    success: 200,
    response: contract.AccountRequestPage,
    async handle(request) {
      const { account, status, limit, cursor, ...rest } = request.query;
      const { db } = request.services.commands;
      const readable = allowedSql(abilityFor(request), 'read', 'Case', CASE_COLUMNS, () => '?');
      const asked = bothOf(readable, requestsThatAre(status));
      const predicate = account === undefined ? asked : bothOf(asked, aboutAccount(account));
      const filter = { ...rest, procedure: ACCOUNT_PROCEDURE, ...(status === 'active' && { status }) };
      const { items, next } = await listCases(db, { limit, cursor, filter, predicate });
      const results = await findRequestResults(
        db,
        items.map(({ id }) => id),
      );
      const shown = await Promise.all(items.map(async ({ id }) => await requestOf(request, id, results.get(id))));
      return { body: { items: shown, ...(next !== undefined && { next }) } };
    },
  }),
];

async function requestOf(request: Request, caseId: string, result: RequestResult | undefined): Promise<Shown> {
  const { look, ...found } = await lookAtCase(request, caseId, 'account request');
  const { id, code, title, unitPath, startedAt, startedBy, startedPerson, status } = found.case;
  const variables = look.mask(found.variables['1'] ?? {}, new Set());
  const asked = fieldsOf(variables['request']);
  const target = fieldsOf(variables['facts'])['account'] ?? asked['account'];
  const isNew = asked['operation'] === 'CREATE' || typeof target !== 'string';
  const isOver = result !== undefined || status === 'ended';
  const now = isNew || isOver ? undefined : await findAccountNow(request.services.commands.db, target, request.now);
  const task = found.tasks.find(({ state }) => state === 'open');
  return {
    caseId: id,
    code,
    title,
    unitPath,
    startedAt,
    startedBy,
    ...(startedPerson !== undefined && { startedPerson }),
    request: asked,
    ...(!isNew && { account: now?.id ?? target }),
    ...(now && mayRead(found, now) && { before: withoutIdentity(found, now, asked) }),
    findings: findingsIn(variables['violations']),
    ...(result && { result }),
    ...(task && { task: await taskView(request, { ...found, task }) }),
  };
}

const fieldsOf = (value: Json | undefined): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

function findingsIn(value: Json | undefined): Shown['findings'] {
  const list: readonly Json[] = Array.isArray(value) ? value : [];
  return list.map((one) => {
    const { code = '', severity = '', message = '' } = fieldsOf(one) as Readonly<Record<string, string>>;
    return { code, severity, message };
  });
}

const mayRead = ({ ability }: ReadableCase, { id, ...account }: AccountNow): boolean =>
  can(ability, 'read', 'Account', { ...account, account: id }).allowed;

/** The identity number is for those who read the log where it stands; others are told it where they wrote it themselves. */
function withoutIdentity({ ability, case: record }: ReadableCase, { snapshot, unitPath, person }: AccountNow, asked: Fields): Fields {
  const { identityNumber = null } = snapshot;
  const { procedure } = record;
  const known =
    identityNumber === null ||
    identityNumber === asked['personIdentity'] ||
    can(ability, 'read', 'Audit', { procedure, unitPath, person }).allowed;
  return known ? snapshot : { ...snapshot, identityNumber: MASK };
}
