import { findOfficialNames, findUnitNames } from '../../store/queries/official-names.ts';
import { LookUpNames, Names } from '../contract/names.ts';
import { route, type Route } from '../route.ts';

export const nameRoutes: readonly Route[] = [
  route({
    id: 'lookUpNames',
    method: 'POST',
    path: '/api/v1/names',
    summary: 'Names of officials and of units, which other answers speak of by id',
    rule: 'signedIn',
    limit: 'read',
    body: LookUpNames,
    success: 200,
    response: Names,
    async handle({ body: { persons = [], units = [] }, services }) {
      const { db } = services.commands;
      return { body: { persons: await findOfficialNames(db, persons), units: await findUnitNames(db, units) } };
    },
  }),
];
