import { findOfficialNames, findProcedureNames, findUnitNames } from '../../store/queries/names.ts';
import { Names, NamesQuery } from '../contract/names.ts';
import { route, type Route } from '../route.ts';

export const nameRoutes: readonly Route[] = [
  route({
    id: 'lookUpNames',
    method: 'GET',
    path: '/api/v1/names',
    summary: 'Names of officials, units and procedures, which other answers speak of by id',
    rule: 'signedIn',
    limit: 'read',
    query: NamesQuery,
    success: 200,
    response: Names,
    async handle({ query: { persons = [], units = [], procedures = [] }, services }) {
      const { db } = services.commands;
      return {
        body: {
          persons: Object.fromEntries(await findOfficialNames(db, persons)),
          units: Object.fromEntries(await findUnitNames(db, units)),
          procedures: Object.fromEntries(await findProcedureNames(db, procedures)),
        },
      };
    },
  }),
];
