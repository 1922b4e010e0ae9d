import { draftOfEntry } from '../../commands/law/draft-of-entry.ts';
import { lawEffect, proposedDraft, type LawDraft, type MovedDeadline } from '../../commands/law/law-effect.ts';
import { parameterUses } from '../../commands/law/parameter-uses.ts';
import type { DeadlineRecord } from '../../engine/deadline-record.ts';
import { allowedSql } from '../../policies/allowed-sql.ts';
import { CASE_COLUMNS } from '../../store/queries/policy-columns.ts';
import * as shape from '../contract/law-effect.ts';
import { route, type Route, type RouteRequest } from '../route.ts';
import { abilityFor } from './readable.ts';

/** Whoever may propose decides or has decided on: what the law in force does is in the register. */
const preview = {
  method: 'GET',
  rule: { action: 'propose', subject: 'Parameter' },
  limit: 'read',
  success: 200,
  response: shape.LawEffect,
} as const;

export const lawEffectRoutes: readonly Route[] = [
  route({
    ...preview,
    id: 'previewLawProposal',
    path: '/api/v1/law/proposals/{caseId}/effect',
    summary: 'What a proposed version, or the proposed days off of a year, would do to running deadlines, before it is approved',
    params: shape.ProposalParams,
    query: shape.EffectQuery,
    handle: async (request) => await answer(request, await proposedDraft(request.services.commands, request.params.caseId)),
  }),
  route({
    ...preview,
    id: 'previewParameterChange',
    path: '/api/v1/law/parameters/{key}/effect',
    summary: 'What another value of a term would do to running deadlines, before it is proposed',
    params: shape.ParameterParams,
    query: shape.DraftQuery,
    async handle(request) {
      const { limit: _, cursor: __, ...differing } = request.query;
      return await answer(request, await draftOfEntry(request.services.commands, { ...request.params, ...differing }));
    },
  }),
  route({
    id: 'listParameterUses',
    method: 'GET',
    path: '/api/v1/law/parameters/{key}/uses',
    summary: 'Where procedures in use count with an entry of the register: tasks, events, expressions',
    rule: { action: 'read', subject: 'Parameter' },
    limit: 'read',
    success: 200,
    params: shape.ParameterParams,
    response: shape.ParameterUses,
    handle: async (request) => ({ body: { uses: await parameterUses(request.services.commands, request.params.key) } }),
  }),
];

type Asking = RouteRequest<unknown, { readonly limit: number; readonly cursor?: string }, unknown>;

async function answer(request: Asking, draft: LawDraft) {
  const { limit, cursor } = request.query;
  const readable = allowedSql(abilityFor(request), 'read', 'Case', CASE_COLUMNS, () => '?');
  const asked = { limit, ...(cursor !== undefined && { cursor }), readable, now: request.now };
  const { items, ...effect } = await lawEffect(request.services.commands, draft, asked);
  return { body: { ...effect, items: items.map(shown) } };
}

/** A case that the reader may not see is not named; of one that is a secret of the state it is not even told where it is. */
function shown({ caseId, code, procedure, unitPath, node, name, before, after, readable, secret }: MovedDeadline) {
  return {
    ...(readable && { caseId, code }),
    ...((readable || !secret) && { procedure, unitPath, node, ...(name !== undefined && { name }) }),
    before: dueOf(before),
    ...(after && { after: dueOf(after) }),
  };
}

const dueOf = ({ due, localDate, provisional }: DeadlineRecord) => ({
  due,
  ...(localDate !== undefined && { day: localDate }),
  ...(provisional !== undefined && { provisional }),
});
