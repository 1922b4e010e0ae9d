/** Rounds and their lines. What happens to one line happens on its own case; here is what happens to many. */
import type { ItemResult } from '../../commands/contract.ts';
import type { LineAdded, LineResult } from '../../commands/round-contract.ts';
import { notFound } from '../../casework/require-permission.ts';
import { runCommand } from '../../commands/run-command.ts';
import { allowedSql } from '../../policies/allowed-sql.ts';
import { CASE_COLUMNS } from '../../store/queries/policy-columns.ts';
import { countLines, listLines } from '../../store/queries/list-lines.ts';
import { findRound } from '../../store/queries/rounds.ts';
import { StartOutcome } from '../contract/step-outcome.ts';
import * as shape from '../contract/round.ts';
import type { Language } from '../language.ts';
import { principalOf, route, type Route } from '../route.ts';
import { actorOf } from '../session/principal.ts';
import { itemOf, refusalOf } from './item-of.ts';
import { pointingIntoVariables } from './pointing-into-variables.ts';
import { readableCase } from './readable.ts';

const at = '/api/v1/rounds/{round}';
const read = {
  method: 'GET',
  rule: { action: 'read', subject: 'Case' },
  limit: 'read',
  success: 200,
  params: shape.RoundParams,
  sensitive: 'case',
} as const;
const write = { method: 'POST', params: shape.RoundParams, idempotent: true } as const;
const manage = { ...write, rule: { action: 'manageLines', subject: 'Case' } } as const;
/** a thousand rows, each a step */
const many = { limit: 'deploy', bodyLimit: 8 * 1024 * 1024, success: 200 } as const;

const results = (items: readonly LineResult[], language: Language) => ({
  body: { items: items.map(({ line, result }) => ({ line, result: itemOf(result, language) })) },
});

const added = (item: ItemResult<LineAdded>, language: Language) =>
  item.ok ? item : { ok: false as const, refusal: refusalOf(item.refusal, language) };

export const roundRoutes: readonly Route[] = [
  route({
    ...read,
    id: 'getRound',
    path: at,
    summary: 'A round: how many of its lines stand where',
    response: shape.RoundView,
    async handle(request) {
      const { db } = request.services.commands;
      const { case: record } = await readableCase(request, request.params.round);
      const round = await findRound(db, record.id);
      if (!round) throw notFound('Round');
      return { body: { round: record.id, lineProcedure: round.lineProcedure, open: round.open, ...(await countLines(db, record.id)) } };
    },
  }),
  route({
    ...read,
    id: 'listLines',
    path: `${at}/lines`,
    summary: 'The list of a round: the lines that I may see, in its order',
    query: shape.LineQuery,
    response: shape.LinePage,
    async handle(request) {
      const { case: record, ability } = await readableCase(request, request.params.round);
      const predicate = allowedSql(ability, 'read', 'Case', CASE_COLUMNS, () => '?');
      return { body: await listLines(request.services.commands.db, { ...request.query, round: record.id, predicate }) };
    },
  }),
  route({
    ...manage,
    id: 'addLine',
    path: `${at}/lines`,
    summary: 'A line joins a round: a case of its own',
    limit: 'write',
    success: 201,
    body: shape.AddLine,
    response: StartOutcome,
    async handle(request) {
      const { services, idempotencyKey, body, params } = request;
      const command = { type: 'addLine', ...params, ...body } as const;
      const outcome = await pointingIntoVariables(
        runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }),
      );
      return { body: outcome, revision: outcome.revision, headers: { Location: `/api/v1/cases/${outcome.caseId}` } };
    },
  }),
  route({
    ...manage,
    ...many,
    id: 'importLines',
    path: `${at}/lines/import`,
    summary: 'Up to 1,000 lines join a round, each with its own answer, in order',
    body: shape.ImportLines,
    response: shape.ImportOutcome,
    async handle(request) {
      const { services, idempotencyKey, body, params, language } = request;
      const command = { type: 'importLines', ...params, ...body } as const;
      const { items } = await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey });
      return { body: { items: items.map((item) => added(item, language)) } };
    },
  }),
  route({
    ...write,
    ...many,
    id: 'decideLines',
    path: `${at}/lines/decide`,
    summary: 'Do the same step of up to 1,000 lines, each with its own answer; a task that nobody has is taken first',
    rule: 'signedIn',
    body: shape.DecideLines,
    response: shape.LineResults,
    async handle(request) {
      const { services, idempotencyKey, body, params } = request;
      const command = { type: 'decideLines', ...params, ...body } as const;
      const { items } = await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey });
      return results(items, request.language);
    },
  }),
  route({
    ...write,
    ...many,
    id: 'castVotes',
    path: `${at}/lines/votes`,
    summary: 'Ballots on up to 1,000 lines: my own, or those of a council from its minutes',
    rule: 'signedIn',
    body: shape.CastVotes,
    response: shape.LineResults,
    async handle(request) {
      const { services, idempotencyKey, body, params } = request;
      const command = { type: 'castVotes', ...params, ...body } as const;
      const { items } = await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey });
      return results(items, request.language);
    },
  }),
  route({
    ...manage,
    ...many,
    id: 'strikeLines',
    path: `${at}/lines/strike`,
    summary: 'Strike lines off the list, each with its reason',
    body: shape.StrikeLines,
    response: shape.LineResults,
    async handle(request) {
      const { services, idempotencyKey, body, params } = request;
      const command = { type: 'strikeLines', ...params, ...body } as const;
      const { items } = await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey });
      return results(items, request.language);
    },
  }),
  route({
    ...manage,
    ...many,
    id: 'moveLines',
    path: `${at}/lines/move`,
    summary: 'Put lines off to another round, or let them go on by themselves',
    body: shape.MoveLines,
    response: shape.LineResults,
    async handle(request) {
      const { services, idempotencyKey, body, params } = request;
      const command = { type: 'moveLines', ...params, ...body } as const;
      const { items } = await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey });
      return results(items, request.language);
    },
  }),
];
