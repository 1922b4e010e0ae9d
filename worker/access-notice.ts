/** What happens to the access of an account, told to its holder and to those who administer it. */
import type { AccessNotice } from '../commands/access/tell-account.ts';
import { noticeOf } from '../commands/notices/notice-of.ts';
import { saveNotices } from '../store/projections/notices.ts';
import type { Deliver } from './delivery.ts';

export const accessNotice: Deliver = async (services, { payload }) => {
  const { id, template, accounts, data } = payload as unknown as AccessNotice;
  const notice = await noticeOf(services, { id, template, to: { accounts }, data });
  await saveNotices(services.db, notice, services.clock());
};
