import { Rejection } from '../../errors.ts';
import { notFound, requirePermission } from '../../casework/require-permission.ts';
import type { Ability } from '../../policies/ability.ts';
import { findDelivery, type DeliveryRecord } from '../../store/queries/list-deliveries.ts';
import type { Services } from '../contract.ts';

/** As policies see it. */
export const deliverySubject = ({ procedure, unitPath, recipient, recipientUnit }: DeliveryRecord) => ({
  procedure,
  unitPath,
  recipientUnit,
  recipients: [recipient],
});

async function deliveryOf(db: Services['db'], id: number): Promise<DeliveryRecord> {
  const delivery = Number.isSafeInteger(id) ? await findDelivery(db, id) : undefined;
  if (!delivery) throw notFound('Delivery');
  return delivery;
}

/** Throws notFound `deliveryNotFound`. */
export async function visibleDelivery({ db }: Pick<Services, 'db'>, ability: Ability, id: number): Promise<DeliveryRecord> {
  const delivery = await deliveryOf(db, id);
  requirePermission(ability, 'read', 'Delivery', deliverySubject(delivery));
  return delivery;
}

/** The delivery, if the actor may do this with it. Throws notFound `deliveryNotFound`, forbidden, conflict `deliveryReceived`, `deliveryWithdrawn`. */
export async function pendingDelivery(
  { db }: Services,
  ability: Ability,
  id: number,
  action: 'confirm' | 'record',
): Promise<DeliveryRecord> {
  const delivery = await deliveryOf(db, id);
  requirePermission(ability, action, 'Delivery', deliverySubject(delivery));
  if (delivery.withdrawnAt !== undefined)
    throw new Rejection('conflict', 'deliveryWithdrawn', `Expected delivery ${id} to be on its way, but it was taken back.`, {
      details: { withdrawnAt: delivery.withdrawnAt },
    });
  if (delivery.receivedAt === undefined) return delivery;
  throw new Rejection('conflict', 'deliveryReceived', `Expected delivery ${id} to wait for its receipt, but it has one.`, {
    details: { receivedAt: delivery.receivedAt },
  });
}
