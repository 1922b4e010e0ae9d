/**
 * What an agent asks and answers: it dials out, and nobody reaches it. Waiting for work is one long request; whatever it sends it may send
 * again when the answer was lost.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { documentForAgent } from '../../commands/agents/document-for-agent.ts';
import { requestsForAgent } from '../../commands/agents/requests-for-agent.ts';
import { notFound } from '../../casework/require-permission.ts';
import { runCommand } from '../../commands/run-command.ts';
import { required } from '../../errors.ts';
import * as shape from '../contract/agent.ts';
import { principalOf, route, type Route, type RouteRequest } from '../route.ts';
import { actorOf } from '../session/principal.ts';
import { pdfReply } from './pdf-reply.ts';

const at = '/api/v1/agent';
const answers = { rule: 'agent', method: 'POST', limit: 'write', success: 200, params: shape.RequestParams } as const;
/** Looks for work are rarer than looks for changes: hundreds of agents wait at once. */
const LOOKS = 4;

/** `isDraining`: whoever waits is sent away at once. */
export const agentWorkRoutes = (isDraining: () => boolean): readonly Route[] => [waitingRoute(isDraining), ...ANSWERING];

const waitingRoute = (isDraining: () => boolean): Route =>
  route({
    id: 'listAgentRequests',
    method: 'GET',
    path: `${at}/requests`,
    summary: 'What my person has asked me to sign; waits for it where there is nothing',
    rule: 'agent',
    limit: 'read',
    query: shape.PollQuery,
    success: 200,
    response: shape.AgentTasks,
    async handle(request) {
      const { services, query, incoming } = request;
      const every = services.options.changesEveryMs * LOOKS;
      for (let left = query.wait * 1_000; ; left -= every) {
        const { account } = principalOf(request);
        const requests = await requestsForAgent(services.commands, account, agentIn(request), services.commands.clock());
        if (requests.length > 0 || left <= 0 || isDraining() || incoming.socket.destroyed) return { body: { requests } };
        await pause(every);
      }
    },
  });

const ANSWERING: readonly Route[] = [
  route({
    id: 'getAgentDocument',
    method: 'GET',
    path: `${at}/requests/{request}/documents/{place}`,
    summary: 'Exactly the bytes that are to be signed',
    rule: 'agent',
    limit: 'read',
    params: shape.RequestDocumentParams,
    success: 200,
    produces: 'application/pdf',
    sensitive: 'case',
    async handle(request) {
      const ref = { agent: agentIn(request), ...request.params };
      const found = await documentForAgent(request.services.commands, principalOf(request).account, ref, request.now);
      if (!found) throw notFound('Document');
      return pdfReply(found.bytes, found.key, found.caseId);
    },
  }),
  route({
    ...answers,
    id: 'showAgentRequest',
    path: `${at}/requests/{request}/shown`,
    summary: 'My person sees it now: no other agent may sign it',
    response: shape.AgentRequestState,
    async handle(request) {
      const command = { type: 'showAgentRequest', agent: agentIn(request), ...request.params } as const;
      return { body: await runCommand(request.services.commands, actorOf(principalOf(request)), command) };
    },
  }),
  route({
    ...answers,
    id: 'refuseAgentRequest',
    path: `${at}/requests/{request}/refusal`,
    summary: 'It was not signed, and why',
    body: shape.AgentRefuses,
    response: shape.AgentRequestState,
    async handle(request) {
      const command = { type: 'refuseAgentRequest', agent: agentIn(request), ...request.params, ...request.body } as const;
      return { body: await runCommand(request.services.commands, actorOf(principalOf(request)), command) };
    },
  }),
  route({
    ...answers,
    id: 'deliverSignatures',
    path: `${at}/requests/{request}/signatures`,
    summary: 'What the token signed; with the last signature the task is completed',
    body: shape.AgentDelivers,
    response: shape.AgentRequestState,
    async handle(request) {
      const command = { type: 'deliverSignatures', agent: agentIn(request), ...request.params, ...request.body } as const;
      return { body: await runCommand(request.services.commands, actorOf(principalOf(request)), command) };
    },
  }),
  route({
    id: 'announceAgentKey',
    method: 'PUT',
    path: `${at}/key`,
    summary: 'The certificate that my token has by now',
    rule: 'agent',
    limit: 'write',
    body: shape.AnnounceKey,
    bodyLimit: 640 * 1024,
    success: 200,
    response: shape.Announced,
    async handle(request) {
      const command = { type: 'announceAgentKey', agent: agentIn(request), ...request.body } as const;
      return { body: await runCommand(request.services.commands, actorOf(principalOf(request)), command) };
    },
  }),
];

const agentIn = (request: Pick<RouteRequest<unknown, unknown, unknown>, 'principal'>): string =>
  required(principalOf(request).signingAgent, 'an agent that calls');
