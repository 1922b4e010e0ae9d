/** Whoever is mentioned in a comment is told who spoke to them in which case; what was said, the case tells. */
import { noticeOf } from '../commands/notices/notice-of.ts';
import { saveNotices } from '../store/projections/notices.ts';
import { findOfficialNames } from '../store/queries/names.ts';
import type { Deliver } from './delivery.ts';

interface Mentioned {
  readonly id: string;
  readonly accounts: readonly string[];
  /** person, or account */
  readonly by: string;
}

export const mentioned: Deliver = async (services, { payload, caseId = '' }) => {
  const { id, accounts, by } = payload as unknown as Mentioned;
  const name = (await findOfficialNames(services.db, [by])).get(by) ?? by;
  const notice = await noticeOf(services, { id: `mention:${id}`, template: 'case-mention', to: { accounts }, data: { by: name }, caseId });
  await saveNotices(services.db, notice, services.clock());
};
