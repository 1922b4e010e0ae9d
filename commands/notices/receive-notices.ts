import { byRight } from '../../store/by-right.ts';
import { markNoticesDelivered } from '../../store/projections/notices.ts';
import type { PlainCommandOf } from '../case-command.ts';

/** The receipt of the application: the notices have come to the account's screen. Those of others stay as they are. */
export const receiveNotices: PlainCommandOf<'receiveNotices'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run({ actor, epochs }, { services, input }, now) {
    await byRight(services.db, epochs, async (tx) => await markNoticesDelivered(tx, actor.account, input.notices, now));
    return { received: true };
  },
};
