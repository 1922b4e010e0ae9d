import { explainDecisions } from '../../commands/law/explain-decisions.ts';
import { listHistory } from '../../store/queries/case-history.ts';
import { CaseParams, NumberedQuery } from '../contract/case.ts';
import { ExplainedDecisionPage } from '../contract/decision.ts';
import { route, type Route } from '../route.ts';
import { lookAtCase } from '../masking/look.ts';
import { maskExplanation } from '../masking/mask-decision.ts';

export const caseDecisionRoutes: readonly Route[] = [
  route({
    id: 'listCaseDecisions',
    method: 'GET',
    path: '/api/v1/cases/{caseId}/decisions',
    summary: 'The decisions of a case, explained: inputs, outcome, the rule that fired, and why the others did not',
    rule: { action: 'read', subject: 'Case' },
    sensitive: 'case',
    limit: 'read',
    params: CaseParams,
    purposeful: true,
    query: NumberedQuery,
    success: 200,
    response: ExplainedDecisionPage,
    async handle(request) {
      const { commands } = request.services;
      const { case: record, look } = await lookAtCase(request, request.params.caseId, 'decisions', true);
      const { items, next } = await listHistory(commands.db, record.id, request.query);
      const explained = await explainDecisions(commands, items);
      const shown = explained.map(({ explanation, ...of }) => ({ ...of, ...maskExplanation(look, explanation) }));
      return { body: { items: shown, ...(next !== undefined && { next }) } };
    },
  }),
];
