/** The register of how work reaches its roles. It is small, and read whole. */
import { runCommand } from '../../commands/run-command.ts';
import { can } from '../../policies/can.ts';
import { listAgencyTypes, listBindings } from '../../store/queries/list-bindings.ts';
import { listUnitHeads } from '../../store/queries/list-unit-heads.ts';
import * as shape from '../contract/binding.ts';
import { principalOf, route, type Route } from '../route.ts';
import { actorOf } from '../session/principal.ts';
import { abilityFor } from './readable.ts';

const read = {
  method: 'GET',
  rule: { action: 'read', subject: 'Binding' },
  limit: 'read',
  success: 200,
  query: shape.BindingQuery,
} as const;
const change = {
  method: 'POST',
  rule: { action: 'change', subject: 'Binding' },
  limit: 'write',
  success: 201,
  response: shape.Recorded,
  idempotent: true,
} as const;

export const bindingRoutes: readonly Route[] = [
  route({
    ...read,
    id: 'listBindings',
    path: '/api/v1/bindings',
    summary: 'How work reaches its roles, entry by entry; a later entry prevails over what it covers',
    response: shape.BindingList,
    async handle(request) {
      const ability = abilityFor(request);
      const page = await listBindings(request.services.commands.db, request.query);
      return { body: { ...page, items: page.items.filter((entry) => can(ability, 'read', 'Binding', { ...entry }).allowed) } };
    },
  }),
  route({
    ...read,
    id: 'listAgencyTypes',
    path: '/api/v1/agency-types',
    summary: 'To which type of agency roles belong, by time',
    response: shape.AgencyTypeList,
    async handle(request) {
      return { body: await listAgencyTypes(request.services.commands.db, request.query) };
    },
  }),
  route({
    ...change,
    id: 'bindRole',
    path: '/api/v1/bindings',
    summary: 'Record how the work of a role reaches a unit from a day on; open tasks stay as they are',
    body: shape.BindRole,
    async handle(request) {
      const { services, idempotencyKey, body } = request;
      return {
        body: await runCommand(services.commands, actorOf(principalOf(request)), { type: 'bindRole', ...body }, { idempotencyKey }),
      };
    },
  }),
  route({
    ...change,
    id: 'assignAgencyType',
    path: '/api/v1/agency-types',
    summary: 'Record to which type of agency a role belongs from a day on',
    body: shape.AssignAgencyType,
    async handle(request) {
      const { services, idempotencyKey, body } = request;
      const command = { type: 'assignAgencyType', ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  route({
    ...read,
    id: 'listUnitHeads',
    path: '/api/v1/unit-heads',
    summary: 'Who stands at the head of units, entry by entry; a later entry prevails over what it covers',
    query: shape.UnitHeadQuery,
    response: shape.UnitHeadList,
    async handle(request) {
      return { body: await listUnitHeads(request.services.commands.db, request.query) };
    },
  }),
  route({
    ...change,
    id: 'nameUnitHead',
    path: '/api/v1/unit-heads',
    summary: 'Record who stands at the head of a unit from a day on',
    body: shape.NameUnitHead,
    async handle(request) {
      const { services, idempotencyKey, body } = request;
      const command = { type: 'nameUnitHead', ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
];
