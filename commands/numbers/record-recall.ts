/** A clerk of the agency that recalled enters what a receiver said by post or on paper, with the day on which the copy was destroyed. */
import { instantOf, localDate } from '../../engine/time-values.ts';
import { requireDate } from '../bindings/checked-dates.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { optionalText, requireText } from '../check-text.ts';
import type { Commands } from '../contract.ts';
import { invalidInput } from '../invalid-input.ts';
import { confirmReceipt } from './confirm-receipt.ts';
import { pendingRecall } from './recall-receiver-for.ts';

const CHANNELS = ['post', 'paper', 'electronic'] as const;

/** Throws validation `channelInvalid`, `onInvalid`, `actInFuture`, `confirmedBeforeRecall`, `confirmedByRequired`. */
export const recordRecall: PlainCommandOf<'recordRecall'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  covered: true,
  async run(acting, { services, input }, now) {
    const { id, number, unitPath, recalledAt } = await pendingRecall(services, acting, input.receiver, 'record');
    const receipt = checked(input, recalledAt, now);
    const outcome = { number, on: input.on, channel: receipt.channel, by: receipt.by };
    return await confirmReceipt(services, acting, { act: 'recordRecall', receiver: id, unitPath, receipt, outcome }, now);
  },
};

function checked({ channel, on, confirmedBy, note }: Commands['recordRecall'][0], recalledAt: string, now: string) {
  if (!CHANNELS.includes(channel))
    throw invalidInput('channelInvalid', 'channel', `Expected one of ${CHANNELS.join(', ')}.`, 'channelInvalid');
  const day = requireDate(on, 'on');
  const [today, recalled] = [localDate(Date.parse(now)), localDate(Date.parse(recalledAt))];
  if (day > today) throw invalidInput('actInFuture', 'on', `Expected a day up to ${today}.`, 'actInFuture', { today });
  if (day < recalled)
    throw invalidInput('confirmedBeforeRecall', 'on', `Expected a day from ${recalled} on.`, 'confirmedBeforeRecall', { recalled });
  const by = requireText(confirmedBy, 'confirmedBy', 200);
  const more = optionalText(note, 'note', 2_000);
  return { at: new Date(instantOf(day)).toISOString(), channel, by, ...(more !== undefined && { note: more }) };
}
