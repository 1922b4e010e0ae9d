/** Receipts as files: a postal slip, a record of the handing over, scanned by whoever enters the receipt. They outlast the case's own steps. */
import { Rejection } from '../../errors.ts';
import { forbidden } from '../../casework/require-permission.ts';
import type { Ability } from '../../policies/ability.ts';
import { can } from '../../policies/can.ts';
import type { Session } from '../../store/connection.ts';
import { contentsAreKept } from '../../store/queries/contents-are-kept.ts';
import type { DeliveryRecord } from '../../store/queries/list-deliveries.ts';
import { keepUploads } from '../../store/repositories/uploads.ts';
import type { Services } from '../contract.ts';
import { distinct, storedScans } from '../tasks/held-scans.ts';
import type { Scan } from '../tasks/paper-act.ts';
import { deliverySubject, visibleDelivery } from './delivery-rights.ts';

/** The case of a delivery whose receipt the actor may give, ended or not. Throws notFound `deliveryNotFound`, forbidden, conflict `contentDestroyed`. */
export async function caseOfReceipt(
  services: Services,
  ability: Ability,
  id: number,
): Promise<{ readonly id: string; readonly procedure: string; readonly unitPath: string }> {
  const delivery = await visibleDelivery(services, ability, id);
  const subject = deliverySubject(delivery);
  const may = ['record', 'confirm'].map((action) => can(ability, action, 'Delivery', subject));
  const [record] = may;
  if (record && !may.some(({ allowed }) => allowed)) throw forbidden(record, 'record', 'Delivery');
  const { caseId, procedure, unitPath } = delivery;
  if (await contentsAreKept(services.db, caseId)) return { id: caseId, procedure, unitPath };
  throw new Rejection('conflict', 'contentDestroyed', `Expected the contents of case ${caseId} to be kept still.`);
}

/** Ids of the stored files. Throws validation `scanMissing`; conflict `uploadBlocked`, `uploadNotScanned`. */
export async function receiptScans(
  services: Services,
  account: string,
  { caseId }: DeliveryRecord,
  scans: readonly Scan[],
  now: string,
): Promise<readonly string[]> {
  return distinct(await storedScans(services, { caseId, account, now }, scans, '/scans'));
}

/** With the receipt, in its transaction. Throws conflict `uploadGone`. */
export async function keepScans(db: Session, { caseId }: DeliveryRecord, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await keepUploads(db, caseId, ids);
}
