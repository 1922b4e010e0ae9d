/** Tells whoever holds the receiving role that a document was recalled, and asks for the confirmation. */
import { noticeOf } from '../commands/notices/notice-of.ts';
import { saveNotices } from '../store/projections/notices.ts';
import { findRecall } from '../store/queries/list-recalls.ts';
import type { Deliver } from './delivery.ts';

export const documentRecalled: Deliver = async (services, { payload }) => {
  const { receiver: id } = payload as unknown as { receiver: number };
  const recall = await findRecall(services.db, id);
  if (!recall?.receiverUnit || recall.confirmedAt !== undefined) return;
  const { number, by, reason, receiver, receiverUnit, caseId } = recall;
  const day = recall.day.split('-').toReversed().join('/');
  const notice = {
    id: `recall:${id}`,
    template: 'document-recalled',
    to: { roles: [receiver], units: [receiverUnit] },
    data: { recall: id, number, day, by, reason },
    ...(caseId !== undefined && { caseId }),
  };
  await saveNotices(services.db, await noticeOf(services, notice), services.clock());
};
