/** A receiver says in the application that its copy of the recalled document is destroyed. */
import { byRight } from '../../store/by-right.ts';
import { recordAct } from '../../store/repositories/acts.ts';
import { confirmReceiver } from '../../store/repositories/recalls.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { pendingRecall } from './recall-receiver-for.ts';

export const confirmRecall: PlainCommandOf<'confirmRecall'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  covered: true,
  async run(acting, { services, input }, now) {
    const { actor, epochs } = acting;
    const { id, number, receiverUnit, unitPath } = await pendingRecall(services, acting, input.receiver, 'confirm');
    return await byRight(services.db, epochs, async (tx) => {
      const confirmed = await confirmReceiver(
        tx,
        id,
        { at: now, channel: 'app', ...(actor.person !== undefined && { by: actor.person }) },
        actor.account,
        now,
      );
      const act = {
        at: now,
        actor,
        epoch: epochs[0]?.epoch,
        act: 'confirmRecall',
        subject: String(id),
        unitPath: receiverUnit ?? unitPath,
      };
      if (confirmed) await recordAct(tx, { ...act, outcome: { number } });
      return { confirmed };
    });
  },
};
