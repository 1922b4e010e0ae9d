import type { ReturnedSigning } from '../commands/signing/drop-signing.ts';
import { noticeOf } from '../commands/notices/notice-of.ts';
import { saveNotices } from '../store/projections/notices.ts';
import type { Deliver } from './delivery.ts';

/** Whoever submitted it learns that the registry has not sealed it, and why. */
export const signingReturned: Deliver = async (services, { payload }) => {
  const { signing, caseId, account, documents, reason } = payload as unknown as ReturnedSigning;
  const notice = {
    id: `signing:${signing}:returned`,
    template: 'signing-returned',
    to: { accounts: [account] },
    data: { documents, reason },
    caseId,
  };
  await saveNotices(services.db, await noticeOf(services, notice), services.clock());
};
