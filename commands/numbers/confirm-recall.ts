/** A receiver says in the application that its copy of the recalled document is destroyed. */
import type { PlainCommandOf } from '../case-command.ts';
import { confirmReceipt } from './confirm-receipt.ts';
import { pendingRecall } from './recall-receiver-for.ts';

export const confirmRecall: PlainCommandOf<'confirmRecall'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  covered: true,
  async run(acting, { services, input }, now) {
    const { actor } = acting;
    const { id, number, receiverUnit, unitPath } = await pendingRecall(services, acting, input.receiver, 'confirm');
    const receipt = { at: now, channel: 'app', ...(actor.person !== undefined && { by: actor.person }) } as const;
    const about = { act: 'confirmRecall', receiver: id, unitPath: receiverUnit ?? unitPath, receipt, outcome: { number } } as const;
    return await confirmReceipt(services, acting, about, now);
  },
};
