/** The recipient says in the application that the document has come, with the scan of what was signed where it was handed over. */
import { byRight } from '../../store/by-right.ts';
import { receiveDelivery } from '../../store/projections/deliveries.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { requireScans } from '../tasks/require-scans.ts';
import { pendingDelivery } from './delivery-rights.ts';
import { keepScans, receiptScans } from './receipt-scans.ts';

export const confirmDelivery: PlainCommandOf<'confirmDelivery'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  covered: true,
  async run({ ability, actor, epochs }, { services, input }, now) {
    const delivery = await pendingDelivery(services, ability, input.delivery, 'confirm');
    const { scans = [] } = input;
    if (input.scans) requireScans(scans, '/scans');
    const by = { ...(actor.person !== undefined && { receivedBy: actor.person }), ...(scans.length > 0 && { scans }) };
    const files = await receiptScans(services, actor.account, delivery, scans, now);
    const received = await byRight(services.db, epochs, async (tx) => {
      const isFirst = await receiveDelivery(tx, delivery.id, { at: now, channel: 'app', ...by }, actor.account, now);
      if (isFirst) await keepScans(tx, delivery, files);
      return isFirst;
    });
    return { received };
  },
};
