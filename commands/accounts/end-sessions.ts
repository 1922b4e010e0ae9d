import { endSessionOf, endSessionsOf } from '../../store/repositories/sessions.ts';
import { administered } from '../access/administered.ts';
import { onRecord } from '../access/own-account.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';

/** Sessions of an account that one administers: one, or all. Throws notFound `accountNotFound`, forbidden. */
export const endSessions: PlainCommandOf<'endSessions'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run(acting, { services, input }, now) {
    const account = await administered(services, acting, 'endSessions', input.account, now);
    const reason = requireText(input.reason, 'reason');
    return await onRecord(services, acting, now, async (tx) => {
      const ended = input.session === undefined ? await endSessionsOf(tx, account.id) : await endSessionOf(tx, account.id, input.session);
      return { answer: { ended }, act: { act: 'endSessions', account, reason, outcome: { ended } } };
    });
  },
};
