import { notFound } from '../../casework/require-permission.ts';
import { endAgent as endOne } from '../../store/repositories/agents.ts';
import { onRecord, ownAccount } from '../access/own-account.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { isUuid } from '../is-uuid.ts';

/** One's own: from now on its token is nobody's. No fresh proof: who has lost a computer must be fast. Throws notFound `agentNotFound`. */
export const endAgent: PlainCommandOf<'endAgent'> = {
  kind: 'plain',
  by: 'person',
  answer: 'never',
  async run(acting, { services, input }, now) {
    const account = await ownAccount(services, acting, now);
    return await onRecord(services, acting, now, async (tx) => {
      const name = isUuid(input.agent) ? await endOne(tx, account.id, input.agent, now) : undefined;
      if (name === undefined) throw notFound('Agent');
      return { answer: { ended: true }, act: { act: 'endAgent', account, outcome: { agent: input.agent, name } } };
    });
  },
};
