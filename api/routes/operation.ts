import { runCommand } from '../../commands/run-command.ts';
import { allowedSql } from '../../policies/allowed-sql.ts';
import { listIncidents } from '../../store/queries/list-incidents.ts';
import { listJobs } from '../../store/queries/list-jobs.ts';
import { listSuspendedTopics, listUnattendedTopics } from '../../store/queries/list-topics.ts';
import { INCIDENT_COLUMNS, JOB_COLUMNS } from '../../store/queries/policy-columns.ts';
import { Reasoned, Spread } from '../contract/case-commands.ts';
import * as shape from '../contract/operation.ts';
import { PageQuery } from '../contract/page.ts';
import { TaskParams } from '../contract/task.ts';
import { principalOf, route, type Route } from '../route.ts';
import { actorOf } from '../session/principal.ts';
import { abilityFor } from './readable.ts';
import { pointingIntoVariables } from './pointing-into-variables.ts';
import { stepRoute } from './step-route.ts';

const write = { method: 'POST', limit: 'write', success: 200, idempotent: true } as const;

export const operationRoutes: readonly Route[] = [
  route({
    id: 'listIncidents',
    method: 'GET',
    path: '/api/v1/incidents',
    summary: 'Incidents: what keeps cases from going on, newest first',
    rule: { action: 'read', subject: 'Incident' },
    limit: 'read',
    query: shape.IncidentQuery,
    success: 200,
    response: shape.IncidentPage,
    async handle(request) {
      const predicate = allowedSql(abilityFor(request), 'read', 'Incident', INCIDENT_COLUMNS, () => '?');
      return { body: await listIncidents(request.services.commands.db, { ...request.query, predicate }) };
    },
  }),
  stepRoute({
    id: 'resolveIncident',
    path: '/api/v1/incidents/{caseId}/{instance}/resolve',
    summary: 'Try the element again, with corrected variables where need be',
    rule: { action: 'resolve', subject: 'Incident' },
    params: TaskParams,
    body: shape.ResolveIncident,
  }),
  route({
    id: 'listJobs',
    method: 'GET',
    path: '/api/v1/jobs',
    summary: 'Jobs that wait or run, by when they are next looked at',
    rule: { action: 'read', subject: 'Job' },
    limit: 'read',
    query: shape.JobQuery,
    success: 200,
    response: shape.JobPage,
    async handle(request) {
      const predicate = allowedSql(abilityFor(request), 'read', 'Job', JOB_COLUMNS, () => '?');
      return { body: await listJobs(request.services.commands.db, { ...request.query, predicate }) };
    },
  }),
  route({
    id: 'listSuspendedTopics',
    method: 'GET',
    path: '/api/v1/topics',
    summary: 'Topics whose jobs are held back',
    rule: { action: 'suspend', subject: 'Job' },
    limit: 'read',
    query: PageQuery,
    success: 200,
    response: shape.SuspendedTopics,
    async handle({ services, query }) {
      const { items, ...rest } = await listSuspendedTopics(services.commands.db, query);
      return { body: { ...rest, items: items.map(({ reason, ...topic }) => ({ ...topic, ...(reason !== null && { reason }) })) } };
    },
  }),
  route({
    id: 'listUnattendedTopics',
    method: 'GET',
    path: '/api/v1/topics/unattended',
    summary: 'Topics with due jobs that no worker has asked for in the last five minutes',
    rule: { action: 'suspend', subject: 'Job' },
    limit: 'read',
    query: PageQuery,
    success: 200,
    response: shape.UnattendedTopics,
    handle: async ({ services, now, query }) => ({ body: await listUnattendedTopics(services.commands.db, now, query) }),
  }),
  route({
    ...write,
    id: 'suspendTopic',
    path: '/api/v1/topics/{topic}/suspend',
    summary: 'Hand out no further jobs of a topic',
    rule: { action: 'suspend', subject: 'Job' },
    params: shape.TopicParams,
    body: Reasoned,
    response: shape.Changed,
    async handle(request) {
      const command = { type: 'suspendTopic', ...request.params, ...request.body } as const;
      const { idempotencyKey, services } = request;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  route({
    ...write,
    id: 'resumeTopic',
    path: '/api/v1/topics/{topic}/resume',
    summary: 'Hand out jobs of a topic again',
    rule: { action: 'resume', subject: 'Job' },
    params: shape.TopicParams,
    body: Spread,
    response: shape.Changed,
    async handle(request) {
      const command = { type: 'resumeTopic', ...request.params, ...request.body } as const;
      const { idempotencyKey, services } = request;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  route({
    ...write,
    id: 'correlateMessage',
    path: '/api/v1/messages',
    summary: 'Pass a message to the case that waits for it, or start one, or keep it until somebody waits',
    rule: { action: 'correlate', subject: 'Message' },
    body: shape.CorrelateMessage,
    response: shape.CorrelateOutcome,
    async handle(request) {
      const { services, idempotencyKey, body } = request;
      const command = { type: 'correlateMessage', ...body } as const;
      const outcome = await pointingIntoVariables(
        runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }),
      );
      return { body: outcome };
    },
  }),
  route({
    ...write,
    id: 'broadcastSignal',
    path: '/api/v1/signals',
    summary: 'Tell all cases that listen to a signal',
    rule: { action: 'broadcast', subject: 'Message' },
    body: shape.BroadcastSignal,
    response: shape.BroadcastOutcome,
    async handle(request) {
      const { services, idempotencyKey, body } = request;
      const command = { type: 'broadcastSignal', ...body } as const;
      const outcome = await pointingIntoVariables(
        runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }),
      );
      return { body: outcome };
    },
  }),
];
