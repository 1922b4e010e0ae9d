import { byRight } from '../../store/by-right.ts';
import { markAllNoticesRead, markNoticesRead } from '../../store/projections/notices.ts';
import type { PlainCommandOf } from '../case-command.ts';

export const readNotices: PlainCommandOf<'readNotices'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run({ actor, epochs }, { services, input }, now) {
    const read = await byRight(services.db, epochs, async (tx) =>
      'upTo' in input
        ? await markAllNoticesRead(tx, actor.account, input.upTo, now)
        : await markNoticesRead(tx, actor.account, input.notices, now),
    );
    return { read };
  },
};
