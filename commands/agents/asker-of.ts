import type { AgentRequest } from '../../store/agent-contract.ts';
import { loadRights } from '../../store/repositories/rights.ts';
import type { Services } from '../contract.ts';
import { actingOf, type Acting } from '../rights/acting.ts';

/** Who asked the agent: for an absent person where they asked for one, if that substitution is still in force. */
export async function askerOf(
  services: Services,
  { actor: { origin } }: Pick<Acting, 'actor'>,
  { account, onBehalfOf }: Pick<AgentRequest, 'account' | 'onBehalfOf'>,
  now: string,
): Promise<Acting> {
  const actor = { account, ...(onBehalfOf !== undefined && { onBehalfOf }), ...(origin && { origin }) };
  return await actingOf(services, actor, await loadRights(services.db, account, now), now);
}
