import { endSession, loadSession } from '../../store/repositories/sessions.ts';
import { onRecord, ownAccount } from '../access/own-account.ts';
import type { PlainCommandOf } from '../case-command.ts';

/** Ends one's own session; a session that is over, or of somebody else, is left as it is. */
export const signOut: PlainCommandOf<'signOut'> = {
  kind: 'plain',
  by: 'person',
  answer: 'never',
  async run(acting, { services, input: { token } }, now) {
    const session = await loadSession(services.db, token, now);
    if (session?.account !== acting.actor.account) return { signedOut: true };
    const account = await ownAccount(services, acting, now);
    return await onRecord(services, acting, now, async (tx) => {
      await endSession(tx, token);
      return { answer: { signedOut: true }, act: { act: 'signOut', account, outcome: {} } };
    });
  },
};
