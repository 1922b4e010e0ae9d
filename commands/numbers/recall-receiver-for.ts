import { notFound, requirePermission } from '../../casework/require-permission.ts';
import { Rejection } from '../../errors.ts';
import { findRecall, type RecallRecord } from '../../store/queries/list-recalls.ts';
import type { Services } from '../contract.ts';
import type { Acting } from '../rights/acting.ts';

/** As policies see it. */
export const recallSubject = ({ unitPath, receiver, receiverUnit }: RecallRecord) => ({
  unitPath,
  recipientUnit: receiverUnit ?? null,
  recipients: [receiver],
});

/** Throws notFound `recallNotFound`, forbidden, conflict `recallConfirmed`. */
export async function pendingRecall(
  { db }: Services,
  { ability }: Acting,
  id: number,
  action: 'confirm' | 'record',
): Promise<RecallRecord> {
  const recall = Number.isSafeInteger(id) ? await findRecall(db, id) : undefined;
  if (!recall) throw notFound('Recall');
  requirePermission(ability, action, 'Recall', recallSubject(recall));
  if (recall.confirmedAt === undefined) return recall;
  throw new Rejection('conflict', 'recallConfirmed', `Expected receiver ${id} not to have confirmed, but it has.`, {
    details: { confirmedAt: recall.confirmedAt },
  });
}
