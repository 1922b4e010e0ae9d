/** The computers whose agents sign for me: pairing one, seeing them, ending one. */
import { ANONYMOUS } from '../../commands/actors.ts';
import { ownAgents } from '../../commands/agents/own-agents.ts';
import { runCommand } from '../../commands/run-command.ts';
import * as shape from '../contract/agent.ts';
import { principalOf, route, type Route } from '../route.ts';
import { asMyself } from '../session/as-myself.ts';
import type { PairingLimit } from '../session/pairing-limit.ts';

/** bytes: a certificate with eight issuers */
const PAIRING_LIMIT = 640 * 1024;

export const agentRoutes = (limit: PairingLimit): readonly Route[] => [
  route({
    id: 'listMyAgents',
    method: 'GET',
    path: '/api/v1/agents',
    summary: 'The computers whose agents sign for me, and which certificate each reaches',
    rule: 'signedIn',
    limit: 'read',
    success: 200,
    response: shape.SigningAgents,
    handle: async (request) => ({ body: { agents: await ownAgents(request.services.commands, principalOf(request).account) } }),
  }),
  route({
    id: 'beginAgentPairing',
    method: 'POST',
    path: '/api/v1/agents/codes',
    summary: 'A code that pairs an agent with me; the one before is no good any more',
    rule: 'signedIn',
    limit: 'write',
    body: shape.BeginPairing,
    success: 201,
    response: shape.PairingCode,
    async handle(request) {
      const { actor, options } = asMyself(request);
      return { body: await runCommand(request.services.commands, actor, { type: 'beginAgentPairing', ...request.body }, options) };
    },
  }),
  route({
    id: 'endAgent',
    method: 'DELETE',
    path: '/api/v1/agents/{agent}',
    summary: 'End an agent of mine: its token opens nothing any more',
    rule: 'signedIn',
    limit: 'write',
    params: shape.AgentParams,
    success: 204,
    async handle(request) {
      await runCommand(request.services.commands, asMyself(request).actor, { type: 'endAgent', ...request.params });
      return undefined;
    },
  }),
  route({
    id: 'pairAgent',
    method: 'POST',
    path: '/api/v1/agents',
    summary: 'By an agent: the code that its person was shown, for a token of its own',
    rule: 'public',
    bySystem: true,
    limit: 'signIn',
    body: shape.PairAgent,
    bodyLimit: PAIRING_LIMIT,
    success: 201,
    response: shape.PairedAgent,
    async handle({ services, body, address }) {
      const command = { type: 'pairAgent', ...body } as const;
      return { body: await limit(address, async () => await runCommand(services.commands, ANONYMOUS, command)) };
    },
  }),
];
