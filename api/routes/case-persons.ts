/** Whom a case is about, what the case heard of them, and their other cases. Who may see the case may see whom it is about. */
import { allowedSql } from '../../policies/allowed-sql.ts';
import { listCases } from '../../store/queries/list-cases.ts';
import { listCasePersonEvents } from '../../store/queries/person-events.ts';
import { listPersons } from '../../store/queries/persons.ts';
import { CASE_COLUMNS } from '../../store/queries/policy-columns.ts';
import { CasePage, CaseParams } from '../contract/case.ts';
import { CasePersonEventPage, PersonPage, RelatedQuery } from '../contract/person.ts';
import { route, type Route } from '../route.ts';
import { readableCase } from './readable.ts';

const one = {
  method: 'GET',
  rule: { action: 'read', subject: 'Case' },
  limit: 'read',
  success: 200,
  params: CaseParams,
  sensitive: 'case',
} as const;
const at = '/api/v1/cases/{caseId}';

export const casePersonRoutes: readonly Route[] = [
  route({
    ...one,
    id: 'listCasePersons',
    path: `${at}/persons`,
    summary: 'Whom a case is about',
    query: RelatedQuery,
    response: PersonPage,
    async handle(request) {
      const { case: record } = await readableCase(request, request.params.caseId);
      return { body: await listPersons(request.services.commands.db, { ...request.query, ids: record.parties }) };
    },
  }),
  route({
    ...one,
    id: 'listCasePersonEvents',
    path: `${at}/person-events`,
    summary: 'What the case heard of its persons, and what it does not listen to',
    query: RelatedQuery,
    response: CasePersonEventPage,
    async handle(request) {
      const { case: record } = await readableCase(request, request.params.caseId);
      return { body: await listCasePersonEvents(request.services.commands.db, record.id, request.query) };
    },
  }),
  route({
    ...one,
    id: 'listRelatedCases',
    path: `${at}/related`,
    summary: 'Other cases about the same persons that I may see, running and ended',
    query: RelatedQuery,
    response: CasePage,
    async handle(request) {
      const { case: record, ability } = await readableCase(request, request.params.caseId);
      const predicate = allowedSql(ability, 'read', 'Case', CASE_COLUMNS, () => '?');
      const filter = { parties: record.parties, except: record.id };
      return { body: await listCases(request.services.commands.db, { ...request.query, filter, predicate }) };
    },
  }),
];
