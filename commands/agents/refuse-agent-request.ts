import { Rejection } from '../../errors.ts';
import { byRight } from '../../store/by-right.ts';
import { refuseAgentRequest as refuse } from '../../store/repositories/agent-requests.ts';
import { AGENT_REFUSALS } from '../agent-contract.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { agentRequestOf, requestSettled } from './agent-request-of.ts';

/** Nothing was signed, and the page says why. Asking once more is a decision of the person. */
export const refuseAgentRequest: PlainCommandOf<'refuseAgentRequest'> = {
  kind: 'plain',
  by: 'person',
  answer: 'never',
  async run(acting, { services, input }, now) {
    const { agent, request, reason } = input;
    if (!AGENT_REFUSALS.includes(reason)) throw new Rejection('validation', 'agentReasonUnknown', 'Expected a reason of the list.');
    const { state, refusal } = await agentRequestOf(services, acting, input);
    // said again, after the answer was lost
    if (state === 'refused' && refusal === reason) return { state: 'refused' };
    const refused = await byRight(services.db, acting.epochs, async (tx) => await refuse(tx, request, agent, reason, now));
    if (!refused) throw requestSettled();
    return { state: 'refused' };
  },
};
