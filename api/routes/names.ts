import { findOfficialNames, findUnitNames } from '../../store/queries/names.ts';
import { Names, NamesQuery } from '../contract/names.ts';
import { route, type Route } from '../route.ts';

export const nameRoutes: readonly Route[] = [
  route({
    id: 'lookUpNames',
    method: 'GET',
    path: '/api/v1/names',
    summary: 'Names of officials and of units, which other answers speak of by id',
    rule: 'signedIn',
    limit: 'read',
    query: NamesQuery,
    success: 200,
    response: Names,
    async handle({ query: { persons = [], units = [] }, services }) {
      const { db } = services.commands;
      const [officials, named] = [await findOfficialNames(db, persons), await findUnitNames(db, units)];
      return { body: { persons: Object.fromEntries(officials), units: Object.fromEntries(named) } };
    },
  }),
];
