import { byRight } from '../../store/by-right.ts';
import { showAgentRequest as show } from '../../store/repositories/agent-requests.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { requireUnderWay, signingAt } from '../signing/signing-at.ts';
import { askerOf } from './asker-of.ts';
import { agentRequestOf, requestSettled } from './agent-request-of.ts';

/** From now on it is this agent's to sign, and no other's. Throws notFound `agentRequestNotFound`, conflict `agentRequestSettled`, `signingExpired`, `signingClosed`. */
export const showAgentRequest: PlainCommandOf<'showAgentRequest'> = {
  kind: 'plain',
  by: 'person',
  answer: 'never',
  async run(acting, { services, input }, now) {
    const asked = await agentRequestOf(services, acting, input);
    requireUnderWay((await signingAt(services, await askerOf(services, acting, asked, now), asked.signing)).signing, now);
    const isShown = await byRight(services.db, acting.epochs, async (tx) => await show(tx, input.request, input.agent));
    if (!isShown) throw requestSettled();
    return { state: 'shown' };
  },
};
