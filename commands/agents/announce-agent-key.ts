import { byRight } from '../../store/by-right.ts';
import { announceCertificate } from '../../store/repositories/agents.ts';
import { notFound } from '../../casework/require-permission.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { announcedKey } from './announced-key.ts';

/** The certificate that the agent's token has by now. What was asked for by the one before waits for that one. */
export const announceAgentKey: PlainCommandOf<'announceAgentKey'> = {
  kind: 'plain',
  by: 'person',
  answer: 'never',
  async run({ actor, epochs }, { services, input }, now) {
    const key = announcedKey(input);
    const isThere = await byRight(services.db, epochs, async (tx) => {
      return await announceCertificate(tx, { id: input.agent, account: actor.account, ...key }, now);
    });
    if (!isThere) throw notFound('Agent');
    return { announced: true };
  },
};
