import { notFound } from '../../casework/require-permission.ts';
import { runCommand } from '../../commands/run-command.ts';
import { allowedSql } from '../../policies/allowed-sql.ts';
import { can } from '../../policies/can.ts';
import type { PersonRecord } from '../../store/person-contract.ts';
import { listCases } from '../../store/queries/list-cases.ts';
import { listPersonEventKinds, listPersonEvents } from '../../store/queries/person-events.ts';
import { findPersons, listPersons } from '../../store/queries/persons.ts';
import { CASE_COLUMNS, PERSON_COLUMNS } from '../../store/queries/policy-columns.ts';
import { CasePage } from '../contract/case.ts';
import { recordSearch, sensitivePredicate } from '../masking/find-sensitive.ts';
import { lookAtPerson } from '../masking/look-at-person.ts';
import * as shape from '../contract/person.ts';
import { principalOf, route, type Route } from '../route.ts';
import { actorOf } from '../session/principal.ts';
import { abilityFor } from './readable.ts';

const at = '/api/v1/persons/{person}';
const read = { method: 'GET', rule: { action: 'read', subject: 'Person' }, limit: 'read', success: 200, sensitive: 'person' } as const;
const write = { method: 'POST', limit: 'write', success: 200, idempotent: true } as const;

type Request = Parameters<typeof abilityFor>[0];

/** Throws notFound `personNotFound`. */
async function readablePerson(request: Request, id: string): Promise<PersonRecord> {
  const [person] = await findPersons(request.services.commands.db, [id]);
  if (person && can(abilityFor(request), 'read', 'Person', { ...person }).allowed) return person;
  throw notFound('Person');
}

export const personRoutes: readonly Route[] = [
  route({
    ...read,
    id: 'listPersons',
    path: '/api/v1/persons',
    summary: 'Persons that cases are about, by name',
    purposeful: true,
    query: shape.PersonQuery,
    response: shape.PersonPage,
    async handle(request) {
      const predicate = allowedSql(abilityFor(request), 'read', 'Person', PERSON_COLUMNS, () => '?');
      const { identityNumber } = request.query;
      const sensitive = identityNumber === undefined ? undefined : sensitivePredicate(request, 'Person');
      const page = await listPersons(request.services.commands.db, { ...request.query, predicate, sensitive });
      if (identityNumber !== undefined) await recordSearch(request, 'person', 'identityNumber', page.items.length);
      return { body: page };
    },
  }),
  route({
    ...write,
    id: 'registerPerson',
    path: '/api/v1/persons',
    summary: 'Enter a person, or find who has the same identity or file number',
    rule: { action: 'register', subject: 'Person' },
    body: shape.RegisterPerson,
    response: shape.RegisterOutcome,
    async handle(request) {
      const { services, idempotencyKey, body } = request;
      const command = { type: 'registerPerson', ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  route({
    ...read,
    id: 'getPerson',
    path: at,
    summary: 'One person of the register',
    purposeful: true,
    params: shape.PersonParams,
    response: shape.Person,
    async handle(request) {
      const person = await readablePerson(request, request.params.person);
      return { body: await lookAtPerson(request, person), revision: person.revision };
    },
  }),
  route({
    ...write,
    method: 'PATCH',
    id: 'changePerson',
    path: at,
    summary: 'Correct the entry of a person, with a reason',
    rule: { action: 'change', subject: 'Person' },
    params: shape.PersonParams,
    body: shape.ChangePerson,
    response: shape.ChangeOutcome,
    conditional: true,
    async handle(request) {
      const { services, idempotencyKey, ifMatch, body, params } = request;
      const command = { type: 'changePerson', ...body, ...params } as const;
      const options = { idempotencyKey, expectedRevision: ifMatch };
      const outcome = await runCommand(services.commands, actorOf(principalOf(request)), command, options);
      return { body: outcome, revision: outcome.revision };
    },
  }),
  route({
    ...read,
    id: 'listPersonCases',
    path: `${at}/cases`,
    summary: 'The cases about a person that I may see, running and ended',
    params: shape.PersonParams,
    query: shape.RelatedQuery,
    response: CasePage,
    async handle(request) {
      const { id } = await readablePerson(request, request.params.person);
      const predicate = allowedSql(abilityFor(request), 'read', 'Case', CASE_COLUMNS, () => '?');
      return { body: await listCases(request.services.commands.db, { ...request.query, filter: { parties: [id] }, predicate }) };
    },
  }),
  route({
    ...read,
    id: 'listPersonEvents',
    path: `${at}/events`,
    summary: 'What happened to a person, oldest first',
    params: shape.PersonParams,
    query: shape.RelatedQuery,
    response: shape.PersonEventPage,
    async handle(request) {
      const { id } = await readablePerson(request, request.params.person);
      return { body: await listPersonEvents(request.services.commands.db, id, request.query) };
    },
  }),
  route({
    ...write,
    id: 'reportPersonEvent',
    path: `${at}/events`,
    summary: 'Report what happened to a person: all open cases of the person hear of it',
    rule: { action: 'reportEvent', subject: 'Person' },
    params: shape.PersonParams,
    body: shape.ReportPersonEvent,
    response: shape.PersonEventOutcome,
    async handle(request) {
      const { services, idempotencyKey, body, params } = request;
      const command = { type: 'reportPersonEvent', ...body, ...params } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  route({
    ...write,
    id: 'supersedePersonEvent',
    path: '/api/v1/person-events/{event}/supersede',
    summary: 'Take back a wrong event of a person by an act of its own',
    rule: { action: 'reportEvent', subject: 'Person' },
    params: shape.PersonEventParams,
    body: shape.SupersedePersonEvent,
    response: shape.PersonEventOutcome,
    async handle(request) {
      const { services, idempotencyKey, body, params } = request;
      const command = { type: 'supersedePersonEvent', ...body, ...params } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  route({
    ...read,
    id: 'listPersonEventKinds',
    path: '/api/v1/person-event-kinds',
    summary: 'The catalogue of what can happen to a person',
    rule: 'signedIn',
    query: shape.RelatedQuery,
    response: shape.PersonEventKindPage,
    async handle({ services, query }) {
      return { body: await listPersonEventKinds(services.commands.db, query) };
    },
  }),
];
