import { markNoticesRead } from '../../store/projections/notices.ts';
import type { PlainCommandOf } from '../case-command.ts';

export const readNotices: PlainCommandOf<'readNotices'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  run: async ({ actor }, { services, input }, now) => ({ read: await markNoticesRead(services.db, actor.account, input.notices, now) }),
};
