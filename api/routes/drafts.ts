/** Drafts of forms: nobody's but their own account's. Of a task only while it is in hand; what rules keep from them by now is masked as in its form. */
import type { Static } from 'typebox';
import { notFound } from '../../casework/require-permission.ts';
import { runCommand } from '../../commands/run-command.ts';
import { can } from '../../policies/can.ts';
import { findDraft, findTaskDraft, listDrafts, type StoredDraft } from '../../store/queries/find-drafts.ts';
import * as shape from '../contract/draft.ts';
import { lookAtForm } from '../masking/look-at-form.ts';
import { principalOf, route, type Plain, type Route } from '../route.ts';
import { actorOf } from '../session/principal.ts';
import { readableTask } from './readable.ts';

const path = '/api/v1/drafts';
const ofTask = '/api/v1/tasks/{caseId}/{instance}/draft';
const read = { method: 'GET', rule: 'signedIn', limit: 'read', success: 200 } as const;
const write = { rule: 'signedIn', limit: 'write', success: 200 } as const;
const MOST = 200;

export const draftRoutes: readonly Route[] = [
  route({
    ...read,
    id: 'getTaskDraft',
    path: ofTask,
    summary: 'What I have typed into the form of a task of mine and not sent yet',
    params: shape.TaskDraftParams,
    purposeful: true,
    sensitive: 'case',
    response: shape.TaskDraft,
    async handle(request) {
      const { caseId, instance } = request.params;
      const found = await readableTask(request, caseId, instance);
      const { services, now } = request;
      if (!can(found.ability, 'complete', 'Task', { ...found.task }).allowed) return { body: {} };
      const stored = await findTaskDraft(services.commands.db, { caseId, instance }, principalOf(request).account, now);
      if (!stored) return { body: {} };
      const look = await lookAtForm(request, found);
      const data = look.mask(stored.content.data, new Set());
      return { body: { draft: { ...viewOf(stored), data } } };
    },
  }),
  route({
    ...write,
    id: 'saveTaskDraft',
    method: 'PUT',
    path: ofTask,
    summary: 'Keep what I have typed into the form of a task; another revision than mine is not overwritten',
    params: shape.TaskDraftParams,
    body: shape.SaveDraft,
    response: shape.SavedDraft,
    async handle(request) {
      const command = { type: 'saveTaskDraft', ...request.params, ...request.body } as const;
      return { body: await runCommand(request.services.commands, actorOf(principalOf(request)), command) };
    },
  }),
  route({
    ...read,
    id: 'listDrafts',
    path,
    summary: 'My drafts of cases that are about to begin, the latest first; at most 200',
    response: shape.DraftList,
    async handle(request) {
      const { services, now } = request;
      const stored = await listDrafts(services.commands.db, principalOf(request).account, now, MOST);
      return { body: { drafts: stored.map(itemOf) } };
    },
  }),
  route({
    ...write,
    id: 'beginDraft',
    method: 'POST',
    path,
    summary: 'Keep what I have typed for a case that is about to begin',
    body: shape.BeginDraft,
    success: 201,
    response: shape.SavedDraft,
    idempotent: true,
    async handle(request) {
      const { services, idempotencyKey, body } = request;
      const command = { type: 'beginDraft', ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  route({
    ...read,
    id: 'getDraft',
    path: `${path}/{draft}`,
    summary: 'A draft of mine of a case that is about to begin',
    params: shape.DraftParams,
    response: shape.Draft,
    async handle(request) {
      const { services, now, params } = request;
      const stored = await findDraft(services.commands.db, params.draft, principalOf(request).account, now);
      if (stored?.draft.procedure === undefined) throw notFound('Draft');
      return { body: viewOf(stored) };
    },
  }),
  route({
    ...write,
    id: 'saveDraft',
    method: 'PUT',
    path: `${path}/{draft}`,
    summary: 'Keep it as it is now; another revision than mine is not overwritten',
    params: shape.DraftParams,
    body: shape.SaveDraft,
    response: shape.SavedDraft,
    async handle(request) {
      const command = { type: 'saveDraft', ...request.params, ...request.body } as const;
      return { body: await runCommand(request.services.commands, actorOf(principalOf(request)), command) };
    },
  }),
  route({
    ...write,
    id: 'dropDraft',
    method: 'DELETE',
    path: `${path}/{draft}`,
    summary: 'End a draft of mine, of a task too: nothing of it is kept',
    params: shape.DraftParams,
    response: shape.DraftDropped,
    idempotent: true,
    async handle(request) {
      const { services, idempotencyKey, params } = request;
      const command = { type: 'dropDraft', ...params } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
];

function savedOf({ draft: { id, revision, savedAt, expiresAt } }: StoredDraft) {
  return { draft: id, revision, savedAt, expiresAt };
}

function viewOf(stored: StoredDraft): Plain<Static<typeof shape.Draft>> {
  const { procedure } = stored.draft;
  return { ...savedOf(stored), ...(procedure !== undefined && { procedure }), ...stored.content };
}

function itemOf(stored: StoredDraft): Plain<Static<typeof shape.DraftList>>['drafts'][number] {
  const { title } = stored.content;
  return { ...savedOf(stored), procedure: stored.draft.procedure ?? '', ...(title !== undefined && { title }) };
}
