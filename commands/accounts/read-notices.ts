import { byRight } from '../../store/by-right.ts';
import { markNoticesRead } from '../../store/projections/notices.ts';
import type { PlainCommandOf } from '../case-command.ts';

export const readNotices: PlainCommandOf<'readNotices'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run({ actor, epochs }, { services, input }, now) {
    return { read: await byRight(services.db, epochs, async (tx) => await markNoticesRead(tx, actor.account, input.notices, now)) };
  },
};
