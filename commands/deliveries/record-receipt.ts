/** A clerk enters the receipt that came by post or on paper, with the day on which the document really reached its recipient. */
import { instantOf, localDate } from '../../engine/time-values.ts';
import { byRight } from '../../store/by-right.ts';
import { receiveDelivery } from '../../store/projections/deliveries.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { optionalText, requireText } from '../check-text.ts';
import { requireDate } from '../bindings/checked-dates.ts';
import { invalidInput } from '../invalid-input.ts';
import { requireScans } from '../tasks/require-scans.ts';
import { pendingDelivery } from './delivery-rights.ts';
import { keepScans, receiptScans } from './receipt-scans.ts';

const CHANNELS = ['post', 'paper', 'electronic'] as const;

/** Throws validation `channelInvalid`, `onInvalid`, `actInFuture`, `receivedBeforeMade`, `scansInvalid`, `scanMissing`, `receivedByRequired`. */
export const recordReceipt: PlainCommandOf<'recordReceipt'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  covered: true,
  async run({ ability, actor, epochs }, { services, input }, now) {
    const delivery = await pendingDelivery(services, ability, input.delivery, 'record');
    const { id, producedAt } = delivery;
    const { channel, scans = [] } = input;
    if (!CHANNELS.includes(channel))
      throw invalidInput('channelInvalid', 'channel', `Expected one of ${CHANNELS.join(', ')}.`, 'channelInvalid');
    const day = requireDate(input.on, 'on');
    const today = localDate(Date.parse(now));
    if (day > today) throw invalidInput('actInFuture', 'on', `Expected a day up to ${today}.`, 'actInFuture', { today });
    const made = localDate(Date.parse(producedAt));
    if (day < made) throw invalidInput('receivedBeforeMade', 'on', `Expected a day from ${made} on.`, 'receivedBeforeMade', { made });
    if (input.scans) requireScans(scans, '/scans');
    const note = optionalText(input.note, 'note', 2_000);
    const receivedBy = requireText(input.receivedBy, 'receivedBy', 200);
    const at = new Date(instantOf(day)).toISOString();
    const receipt = { at, channel, receivedBy, ...(note !== undefined && { note }), ...(scans.length > 0 && { scans }) };
    const files = await receiptScans(services, actor.account, delivery, scans, now);
    const received = await byRight(services.db, epochs, async (tx) => {
      const isFirst = await receiveDelivery(tx, id, receipt, actor.account, now);
      if (isFirst) await keepScans(tx, delivery, files);
      return isFirst;
    });
    return { received };
  },
};
