import type { AgentRequest } from '../../store/agent-contract.ts';
import { latestAgentRequest } from '../../store/repositories/agent-requests.ts';
import type { Services } from '../contract.ts';

/** How far the agent is that was asked last for a signing; undefined when none was. */
export async function agentProgress({ db }: Pick<Services, 'db'>, signing: string): Promise<AgentRequest | undefined> {
  return await latestAgentRequest(db, signing);
}
