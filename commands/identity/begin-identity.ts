import { savePendingSignIn } from '../../store/repositories/pending-sign-ins.ts';
import { newToken } from '../access/new-token.ts';
import { stepOf } from '../access/pending-step.ts';
import type { PlainCommandOf } from '../case-command.ts';

/** On the way to the national identity: what has to come back, kept for the browser that holds the ticket. */
export const beginIdentity: PlainCommandOf<'beginIdentity'> = {
  kind: 'plain',
  by: 'anyone',
  answer: 'never',
  async run(_, { services, input: { state, nonce, verifier } }, now) {
    const ticket = newToken();
    const step = { ...(await stepOf(services, now)), triesLeft: 1 };
    await savePendingSignIn(services.db, { ...step, token: ticket, purpose: 'identity', methods: [], data: { state, nonce, verifier } });
    return { ticket };
  },
};
