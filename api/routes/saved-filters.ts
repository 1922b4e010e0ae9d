/** Filters of a list under a name, which is an address with a name: what it finds is asked for with the rights of whoever looks. */
import { runCommand } from '../../commands/run-command.ts';
import { allowedSql } from '../../policies/allowed-sql.ts';
import { can } from '../../policies/can.ts';
import { listSavedFilters } from '../../store/queries/list-saved-filters.ts';
import { SAVED_FILTER_COLUMNS } from '../../store/queries/policy-columns.ts';
import * as shape from '../contract/saved-filter.ts';
import { principalOf, route, type Route } from '../route.ts';
import { actorOf } from '../session/principal.ts';
import { abilityFor } from './readable.ts';

const path = '/api/v1/saved-filters';

export const savedFilterRoutes: readonly Route[] = [
  route({
    id: 'listSavedFilters',
    method: 'GET',
    path,
    summary: 'Filters of a list under their names: mine, and those that are shared with my units',
    rule: { action: 'read', subject: 'SavedFilter' },
    limit: 'read',
    query: shape.SavedFilterQuery,
    success: 200,
    response: shape.SavedFilters,
    async handle(request) {
      const ability = abilityFor(request);
      const { person, rights } = principalOf(request);
      const found = await listSavedFilters(request.services.commands.db, {
        screen: request.query.screen,
        person,
        units: rights.grants.map(({ unitPath }) => unitPath),
        predicate: allowedSql(ability, 'read', 'SavedFilter', SAVED_FILTER_COLUMNS, () => '?'),
      });
      const filters = found.map((one) => ({ ...one, removable: can(ability, 'remove', 'SavedFilter', { ...one }).allowed }));
      return { body: { filters } as never };
    },
  }),
  route({
    id: 'saveFilter',
    method: 'POST',
    path,
    summary: 'Save filters of a list under a name, for me or for a unit of mine',
    rule: { action: 'save', subject: 'SavedFilter' },
    limit: 'write',
    body: shape.SaveFilter,
    success: 201,
    response: shape.SavedFilterId,
    idempotent: true,
    async handle(request) {
      const { services, idempotencyKey, body } = request;
      const command = { type: 'saveFilter', ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  route({
    id: 'removeFilter',
    method: 'DELETE',
    path: `${path}/{filter}`,
    summary: 'Remove saved filters: mine, or those shared with a unit that I am over',
    rule: { action: 'remove', subject: 'SavedFilter' },
    limit: 'write',
    params: shape.SavedFilterParams,
    success: 200,
    response: shape.RemovedFilter,
    idempotent: true,
    async handle(request) {
      const { services, idempotencyKey, params } = request;
      const command = { type: 'removeFilter', ...params } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
];
