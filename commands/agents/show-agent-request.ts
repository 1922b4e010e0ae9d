import { byRight } from '../../store/by-right.ts';
import { showAgentRequest as show } from '../../store/repositories/agent-requests.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { agentRequestOf, requestSettled } from './agent-request-of.ts';

/** From now on it is this agent's to sign, and no other's. Throws notFound `agentRequestNotFound`, conflict `agentRequestSettled`. */
export const showAgentRequest: PlainCommandOf<'showAgentRequest'> = {
  kind: 'plain',
  by: 'person',
  answer: 'never',
  async run(acting, { services, input }) {
    await agentRequestOf(services, acting, input);
    const isShown = await byRight(services.db, acting.epochs, async (tx) => await show(tx, input.request, input.agent));
    if (!isShown) throw requestSettled();
    return { state: 'shown' };
  },
};
