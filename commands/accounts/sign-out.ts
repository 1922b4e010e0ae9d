import { endSession, loadSession } from '../../store/repositories/sessions.ts';
import type { PlainCommandOf } from '../case-command.ts';

/** Ends one's own session; a session that is over, or of somebody else, is left as it is. */
export const signOut: PlainCommandOf<'signOut'> = {
  kind: 'plain',
  by: 'person',
  answer: 'never',
  async run({ actor }, { services, input }, now) {
    const session = await loadSession(services.db, input.token, now);
    if (session?.account === actor.account) await endSession(services.db, input.token);
    return { signedOut: true };
  },
};
