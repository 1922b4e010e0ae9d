import { modelFrom } from '../../commands/loading/load-model.ts';
import { notFound } from '../../casework/require-permission.ts';
import { runCommand } from '../../commands/run-command.ts';
import type { ProcessModel } from '../../engine/model/process-model.ts';
import { Invariant } from '../../errors.ts';
import { allowedSql } from '../../policies/allowed-sql.ts';
import { can } from '../../policies/can.ts';
import type { DefinitionRecord, DefinitionSource, SqlPredicate } from '../../store/contract.ts';
import { findDefinition } from '../../store/queries/find-definition.ts';
import { listDefinitions } from '../../store/queries/list-definitions.ts';
import { DEFINITION_COLUMNS } from '../../store/queries/policy-columns.ts';
import { Reasoned, Spread } from '../contract/case-commands.ts';
import * as shape from '../contract/definition.ts';
import { principalOf, route, type Route, type RouteRequest } from '../route.ts';
import { actorOf } from '../session/principal.ts';
import { formView } from './form-view.ts';
import { abilityFor } from './readable.ts';

const read = { method: 'GET', rule: { action: 'read', subject: 'Definition' }, limit: 'read', success: 200 } as const;
const at = '/api/v1/definitions/{id}';
export const definitionRoutes: readonly Route[] = [
  route({
    ...read,
    id: 'listDefinitions',
    path: '/api/v1/definitions',
    summary: 'Procedures, decision tables, forms and catalogues: all versions, or the latest of each key',
    query: shape.DefinitionQuery,
    response: shape.DefinitionPage,
    async handle(request) {
      const predicate = readableSql(request);
      const { items, next } = await listDefinitions(request.services.commands.db, { ...request.query, predicate });
      return { body: { items: items.map(shown), ...(next !== undefined && { next }) } };
    },
  }),
  route({
    ...read,
    id: 'getDefinition',
    path: at,
    summary: 'One version',
    params: shape.DefinitionParams,
    response: shape.Definition,
    handle: async (request) => ({ body: shown(await readable(request, request.params.id)) }),
  }),
  route({
    ...read,
    id: 'getDefinitionSource',
    path: `${at}/source`,
    summary: 'The source of a version as it was deployed: XML, or JSON for a form or a catalogue',
    params: shape.DefinitionParams,
    produces: 'application/octet-stream',
    async handle(request) {
      const { kind, source, sha256 } = await readable(request, request.params.id);
      const type = kind === 'form' || kind === 'catalogue' ? 'application/json' : 'application/xml';
      // never opened as a page: a diagram comes from somebody
      return { raw: source, type: `${type}; charset=utf-8`, etag: sha256, headers: { 'Content-Disposition': 'attachment' } };
    },
  }),
  route({
    ...read,
    id: 'getStartForm',
    path: `${at}/start-form`,
    summary: 'The form that a case of this procedure is started with, as its start event names it',
    params: shape.DefinitionParams,
    query: shape.StartFormQuery,
    response: shape.FormView,
    async handle(request) {
      const { commands } = request.services;
      const definition = await readable(request, request.params.id);
      if (definition.kind !== 'bpmn') throw notFound('Form');
      const key = startFormOf(await modelFrom(commands, definition), request.query.startEvent);
      return { body: await formView(commands, { key, variables: {}, openedAt: request.now }) };
    },
  }),
  route({
    id: 'suspendDefinition',
    method: 'POST',
    path: `${at}/suspend`,
    summary: 'Suspend a version: no new case, and its cases take no step',
    rule: { action: 'suspend', subject: 'Definition' },
    limit: 'write',
    params: shape.DefinitionParams,
    body: Reasoned,
    success: 200,
    response: shape.HeldCases,
    idempotent: true,
    async handle(request) {
      const { services, idempotencyKey, params, body } = request;
      const command = { type: 'suspendDefinition', definition: params.id, ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  route({
    id: 'resumeDefinition',
    method: 'POST',
    path: `${at}/resume`,
    summary: 'Resume a version; overdue timers and jobs come back spread over time',
    rule: { action: 'resume', subject: 'Definition' },
    limit: 'write',
    params: shape.DefinitionParams,
    body: Spread,
    success: 200,
    response: shape.HeldCases,
    idempotent: true,
    async handle(request) {
      const { services, idempotencyKey, params, body } = request;
      const command = { type: 'resumeDefinition', definition: params.id, ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
];

type Request = Pick<RouteRequest<unknown, unknown, unknown>, 'principal' | 'services' | 'now'>;

/** Throws notFound `definitionNotFound`. */
async function readable(request: Request, id: string): Promise<DefinitionSource> {
  const found = await findDefinition(request.services.commands.db, id);
  if (!found || !mayRead(request, found)) throw notFound('Definition');
  return found;
}

/** Also who may start a case of it, in one of the units where it has a role. */
function mayRead(request: Request, { key, starterRoles }: DefinitionSource): boolean {
  const ability = abilityFor(request);
  const subject = { procedure: key, starterRoles };
  return [undefined, ...unitsOf(request)].some((caseUnit) => can(ability, 'read', 'Definition', { ...subject, caseUnit }).allowed);
}

/** The same as `mayRead`, for lists: once without a unit, and once for each unit in which a case could be started. */
function readableSql(request: Request): SqlPredicate {
  const ability = abilityFor(request);
  const units = ['null::ltree', ...unitsOf(request).map((unit) => `'${unit}'::ltree`)];
  const parts = units.map((caseUnit) => allowedSql(ability, 'read', 'Definition', { ...DEFINITION_COLUMNS, caseUnit }, () => '?'));
  return { sql: parts.map(({ sql }) => `(${sql})`).join(' or '), bindings: parts.flatMap(({ bindings }) => bindings) };
}

const UNIT = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;

function unitsOf(request: Request): readonly string[] {
  const units = [...new Set(principalOf(request).rights.grants.map(({ unitPath }) => unitPath))];
  // they become part of a statement
  if (units.every((unit) => UNIT.test(unit))) return units;
  throw new Invariant('Expected the paths of units in the grants.');
}

function startFormOf({ process }: ProcessModel, startEvent: string | undefined): string | undefined {
  const starts = process.scope?.children.filter(({ kind }) => kind === 'startEvent') ?? [];
  const found =
    startEvent === undefined ? starts.find(({ startForm }) => startForm !== undefined) : starts.find(({ id }) => id === startEvent);
  return found?.startForm;
}

function shown({ id, kind, key, version, deploymentId, sha256, name, active, suspended, createdAt, starterRoles }: DefinitionRecord) {
  return { id, kind, key, version, deploymentId, sha256, name, active, suspended, createdAt, starterRoles };
}
