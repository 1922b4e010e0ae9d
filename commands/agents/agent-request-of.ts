import { Rejection } from '../../errors.ts';
import { notFound } from '../../casework/require-permission.ts';
import type { AgentRequest } from '../../store/agent-contract.ts';
import { findAgentRequest } from '../../store/repositories/agent-requests.ts';
import { listAgents } from '../../store/repositories/agents.ts';
import type { AgentRequestRef } from '../agent-contract.ts';
import type { Services } from '../contract.ts';
import { isUuid } from '../is-uuid.ts';
import type { Acting } from '../rights/acting.ts';
import { createHash } from 'node:crypto';

/** Of the agent's own person, for the key that it reaches, and not taken by another agent. Throws notFound `agentRequestNotFound`. */
export async function agentRequestOf(
  { db }: Pick<Services, 'db'>,
  { actor }: Pick<Acting, 'actor'>,
  { agent, request }: AgentRequestRef,
): Promise<AgentRequest> {
  const found = isUuid(request) ? await findAgentRequest(db, request) : undefined;
  const own = found?.account === actor.account ? (await listAgents(db, actor.account)).find(({ id }) => id === agent) : undefined;
  const reaches = own && createHash('sha256').update(own.certificate).digest('hex') === found?.certificate;
  if (!found || !reaches || (found.agent !== undefined && found.agent !== agent)) throw notFound('AgentRequest');
  return found;
}

/** What was asked for is settled: signed, refused, asked anew, or taken by another agent. */
export const requestSettled = (): Rejection =>
  new Rejection('conflict', 'agentRequestSettled', 'Expected a request that still waits for this agent.');
