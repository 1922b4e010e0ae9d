import { runCommand } from '../../commands/run-command.ts';
import * as body from '../contract/case-commands.ts';
import { CaseParams, ScopeParams, TimerParams } from '../contract/case.ts';
import { StartOutcome } from '../contract/step-outcome.ts';
import { principalOf, route, type Route } from '../route.ts';
import { actorOf } from '../session/principal.ts';
import { itemOf } from './item-of.ts';
import { pointingIntoVariables } from './pointing-into-variables.ts';
import { stepRoute } from './step-route.ts';

const at = '/api/v1/cases/{caseId}';
const on = (action: string) => ({ rule: { action, subject: 'Case' }, params: CaseParams }) as const;

export const caseCommandRoutes: readonly Route[] = [
  route({
    id: 'startCase',
    method: 'POST',
    path: '/api/v1/cases',
    summary: 'Start a case; its business key is unique in its procedure',
    rule: { action: 'start', subject: 'Definition' },
    limit: 'write',
    body: body.StartCase,
    success: 201,
    response: StartOutcome,
    idempotent: true,
    async handle(request) {
      const { services, idempotencyKey } = request;
      const { authenticatedAt } = principalOf(request);
      const command = { type: 'startCase', ...request.body } as const;
      const outcome = await pointingIntoVariables(
        runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey, authenticatedAt }),
      );
      return { body: outcome, revision: outcome.revision, headers: { Location: `/api/v1/cases/${outcome.caseId}` } };
    },
  }),
  route({
    id: 'startCases',
    method: 'POST',
    path: '/api/v1/cases/bulk',
    summary: 'Start up to 200 cases of one procedure from a list (JSON rows or CSV), a row each with its own answer, in order',
    rule: { action: 'start', subject: 'Definition' },
    limit: 'deploy',
    body: body.StartCases,
    bodyLimit: 2 * 1024 * 1024,
    success: 200,
    response: body.StartCasesOutcome,
    idempotent: true,
    async handle(request) {
      const { services, idempotencyKey, language } = request;
      const command = { type: 'startCases', ...request.body } as const;
      const { authenticatedAt } = principalOf(request);
      const { items } = await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey, authenticatedAt });
      return { body: { items: items.map((item) => itemOf(item, language)) } };
    },
  }),
  stepRoute({
    ...on('linkPersons'),
    id: 'linkPersons',
    path: `${at}/persons`,
    summary: 'Change whom a case is about, with a reason',
    body: body.LinkPersons,
  }),
  stepRoute({
    ...on('cancel'),
    id: 'cancelCase',
    path: `${at}/cancel`,
    summary: 'Withdraw or cancel a case, with a reason',
    body: body.Reasoned,
  }),
  stepRoute({
    ...on('suspend'),
    id: 'suspendCase',
    path: `${at}/suspend`,
    summary: 'Suspend a case: its timers and jobs wait',
    body: body.Reasoned,
  }),
  stepRoute({ ...on('resume'), id: 'resumeCase', path: `${at}/resume`, summary: 'Resume a case', body: body.Spread }),
  stepRoute({ ...on('comment'), id: 'comment', path: `${at}/comments`, summary: 'Comment on a case', body: body.AddComment }),
  stepRoute({
    ...on('setVariables'),
    id: 'setVariables',
    method: 'PATCH',
    path: `${at}/variables`,
    summary: 'Set variables of a case, with a reason',
    body: body.SetVariables,
  }),
  stepRoute({
    ...on('correctVariables'),
    id: 'correctVariables',
    path: `${at}/corrections`,
    summary: 'Correct data that was neither signed nor shared, on a document of the competent body',
    body: body.CorrectVariables,
  }),
  stepRoute({
    ...on('moveToken'),
    id: 'moveToken',
    path: `${at}/move-token`,
    summary: 'Repair: leave active elements and enter others, with a reason',
    body: body.MoveToken,
  }),
  stepRoute({
    ...on('moveToken'),
    id: 'proposeTokenMove',
    path: `${at}/token-moves`,
    summary: 'Propose a repair that goes past a signature: another person does it, by the revision of this proposal',
    body: body.ProposeTokenMove,
  }),
  stepRoute({
    ...on('moveToken'),
    params: TimerParams,
    id: 'changeTimer',
    method: 'PUT',
    path: `${at}/timers/{instance}/{node}`,
    summary: 'Repair: change when an armed timer fires, with a reason',
    body: body.ChangeTimer,
  }),
  stepRoute({
    rule: 'signedIn',
    params: ScopeParams,
    id: 'enableActivity',
    path: `${at}/ad-hoc/{scope}/activities`,
    summary: 'Begin an activity of an ad-hoc sub-process',
    body: body.EnableActivity,
  }),
  stepRoute({
    rule: 'signedIn',
    params: ScopeParams,
    id: 'completeAdHoc',
    path: `${at}/ad-hoc/{scope}/complete`,
    summary: 'Finish an ad-hoc sub-process',
  }),
  route({
    id: 'migrateCases',
    method: 'POST',
    path: '/api/v1/migrations',
    summary: 'Move cases to another version of their procedure; a dry run only reports',
    rule: { action: 'migrate', subject: 'Case' },
    limit: 'deploy',
    body: body.MigrateCases,
    success: 200,
    response: body.MigrateOutcome,
    idempotent: true,
    async handle(request) {
      const { services, idempotencyKey } = request;
      const command = { type: 'migrateCases', ...request.body } as const;
      const { items, dryRun } = await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey });
      return { body: { items: items.map(({ caseId, result }) => ({ caseId, result: itemOf(result, request.language) })), dryRun } };
    },
  }),
];
