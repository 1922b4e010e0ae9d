import { markNoticesDelivered } from '../../store/projections/notices.ts';
import type { PlainCommandOf } from '../case-command.ts';

/** The receipt of the application: the notices have come to the account's screen. Those of others stay as they are. */
export const receiveNotices: PlainCommandOf<'receiveNotices'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run({ actor }, { services, input }, now) {
    await markNoticesDelivered(services.db, actor.account, input.notices, now);
    return { received: true };
  },
};
