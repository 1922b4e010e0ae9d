import { allowedSql } from '../../policies/allowed-sql.ts';
import { listActs } from '../../store/queries/list-acts.ts';
import { ACT_COLUMNS } from '../../store/queries/policy-columns.ts';
import { ActPage, ActQuery } from '../contract/act.ts';
import { route, type Route } from '../route.ts';
import { abilityFor } from './readable.ts';

export const actRoutes: readonly Route[] = [
  route({
    id: 'listActs',
    method: 'GET',
    path: '/api/v1/acts',
    summary: 'Acts of administration on the record: what was held back or released, by whom, when and why; newest first',
    rule: { action: 'read', subject: 'Audit' },
    sensitive: 'record',
    limit: 'read',
    query: ActQuery,
    success: 200,
    response: ActPage,
    async handle(request) {
      const predicate = allowedSql(abilityFor(request), 'read', 'Audit', ACT_COLUMNS, () => '?');
      return { body: await listActs(request.services.commands.db, { ...request.query, predicate }) };
    },
  }),
];
