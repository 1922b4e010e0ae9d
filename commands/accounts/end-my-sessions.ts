import { endOtherSessions, endSessionOf } from '../../store/repositories/sessions.ts';
import { onRecord, ownAccount } from '../access/own-account.ts';
import type { PlainCommandOf } from '../case-command.ts';

/** One of one's own sessions, or all but the one that asks. One that is over, or somebody else's, is left as it is. */
export const endMySessions: PlainCommandOf<'endMySessions'> = {
  kind: 'plain',
  by: 'person',
  answer: 'never',
  async run(acting, { services, input }, now) {
    const account = await ownAccount(services, acting, now);
    return await onRecord(services, acting, now, async (tx) => {
      const ended =
        'session' in input ? await endSessionOf(tx, account.id, input.session) : await endOtherSessions(tx, account.id, input.token);
      return { answer: { ended }, act: { act: 'endMySessions', account, outcome: { ended } } };
    });
  },
};
