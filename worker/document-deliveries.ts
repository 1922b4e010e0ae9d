/** From a document that was made to its recipients, and what becomes of a sending that nobody has received. */
import { superiorsOf } from '../commands/bindings/superiors-of.ts';
import type { Services } from '../commands/contract.ts';
import { recipientUnit } from '../commands/deliveries/recipient-unit.ts';
import { deliveryDeadline } from '../commands/deliveries/delivery-deadline.ts';
import { noticeOf } from '../commands/notices/notice-of.ts';
import { findModuleDocument } from '../commands/deliveries/find-document.ts';
import { Transient } from '../errors.ts';
import { listNotReady } from '../store/queues/document-evidence.ts';
import { addDelivery } from '../store/projections/deliveries.ts';
import { saveNotices } from '../store/projections/notices.ts';
import { findDelivery } from '../store/queries/list-deliveries.ts';
import type { Deliver } from './delivery.ts';

interface Produced {
  readonly instance: number;
  readonly node: string;
  readonly procedure: string;
  readonly documents: readonly string[];
  /** ISO instant of the act that made it */
  readonly at: string;
  readonly by: string;
}

export const documentProduced: Deliver = async (services, { id: entry, payload, caseId = '' }) => {
  const { instance, node, procedure, documents, at, by } = payload as unknown as Produced;
  await requireEvidence(services, caseId, instance, documents);
  for (const key of documents) {
    const document = await findModuleDocument(services, procedure, key);
    for (const { role, unit, deadline } of document?.recipients ?? []) {
      const to = unit === undefined ? {} : { recipientUnit: await recipientUnit(services, unit, caseId) };
      const term = deadline === undefined ? undefined : await deliveryDeadline(services, deadline, at);
      const made = { caseId, instance, node, document: key, name: document?.name ?? { vi: key, en: key }, recipient: role };
      const id = await addDelivery(services.db, { ...made, ...to, producedAt: at, producedBy: by, ...term }, entry);
      if (id !== undefined) await tellRecipient(services, id, caseId, role);
    }
  }
};

/**
 * A signed document is not issued before all is there that makes its signatures last, and a second verifier agrees (design D8). Throws Transient
 * `evidencePending`: it is looked at again, however often.
 */
async function requireEvidence({ db }: Services, caseId: string, instance: number, documents: readonly string[]): Promise<void> {
  const waiting = await listNotReady(db, caseId, instance, documents);
  if (waiting.length > 0) throw new Transient('evidencePending', `Expected complete evidence of documents ${waiting.join(', ')}.`);
}

async function tellRecipient(services: Services, id: number, caseId: string, role: string): Promise<void> {
  const delivery = await findDelivery(services.db, id);
  const data = { delivery: id, document: delivery?.name.vi ?? '', due: delivery?.dueAt ?? null };
  const notice = {
    id: `delivery:${id}:sent`,
    template: 'delivery-sent',
    to: { roles: [role], units: delivery ? [delivery.recipientUnit] : [] },
    data,
    caseId,
  };
  await saveNotices(services.db, await noticeOf(services, notice), services.clock());
}

/** Whoever was told that it comes is told that it does not. */
export const deliveryWithdrawn: Deliver = async (services, { payload, caseId = '' }) => {
  const { delivery: id } = payload as unknown as { delivery: number };
  const delivery = await findDelivery(services.db, id);
  if (!delivery) return;
  const to = { roles: [delivery.recipient], units: [delivery.recipientUnit] };
  const notice = {
    id: `delivery:${id}:withdrawn`,
    template: 'delivery-withdrawn',
    to,
    data: { delivery: id, document: delivery.name.vi },
    caseId,
  };
  await saveNotices(services.db, await noticeOf(services, notice), services.clock());
};

/** Reminds whoever made it; once it is due, tells the superior too. */
export const deliveryDue: Deliver = async (services, { payload }) => {
  const { delivery: id, kind } = payload as unknown as { delivery: number; kind: 'remind' | 'escalate' };
  const delivery = await findDelivery(services.db, id);
  if (!delivery || delivery.receivedAt !== undefined || delivery.withdrawnAt !== undefined) return;
  const { caseId, instance, producedBy, recipient, name, dueAt } = delivery;
  const now = services.clock();
  const superiors = kind === 'escalate' ? await superiorsOf(services, { caseId, instance }, now) : [];
  const to = { accounts: [producedBy, ...superiors] };
  const data = { delivery: id, document: name.vi, recipient, due: dueAt ?? null };
  const notice = await noticeOf(services, { id: `delivery:${id}:${kind}`, template: `delivery-${kind}`, to, data, caseId });
  await saveNotices(services.db, notice, now);
};
