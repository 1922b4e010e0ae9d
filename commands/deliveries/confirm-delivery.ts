/** The recipient says in the application that the document has come. */
import { byRight } from '../../store/by-right.ts';
import { receiveDelivery } from '../../store/projections/deliveries.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { pendingDelivery } from './delivery-rights.ts';

export const confirmDelivery: PlainCommandOf<'confirmDelivery'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  covered: true,
  async run({ ability, actor, epochs }, { services, input }, now) {
    const { id } = await pendingDelivery(services, ability, input.delivery, 'confirm');
    const receipt = { at: now, channel: 'app', ...(actor.person !== undefined && { receivedBy: actor.person }) } as const;
    return { received: await byRight(services.db, epochs, async (tx) => await receiveDelivery(tx, id, receipt, actor.account, now)) };
  },
};
