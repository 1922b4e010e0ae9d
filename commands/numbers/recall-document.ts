/**
 * An issued document is taken back by another one: its number is void from now on, and each receiver is followed until it has confirmed
 * that its copy is destroyed (NĐ 30/2020 Điều 18 khoản 4).
 */
import { checkedUnit } from '../../casework/start-rights.ts';
import { byRight } from '../../store/by-right.ts';
import { unitExists } from '../../store/queries/unit-exists.ts';
import { recordAct } from '../../store/repositories/acts.ts';
import { voidNumber } from '../../store/repositories/numbers.ts';
import { addAmendment, addReceivers } from '../../store/repositories/recalls.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import type { Services } from '../contract.ts';
import { invalidInput } from '../invalid-input.ts';
import type { RecallReceiver } from '../number-contract.ts';
import { byOf, numberAct } from './number-act.ts';
import { supersedingFor } from './superseding.ts';

const MOST = 200;

/** Throws what `supersedingFor` does; validation `tooManyReceivers`, `receiverRequired`, `unitUnknown`, `reasonRequired`. */
export const recallDocument: PlainCommandOf<'recallDocument'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  covered: true,
  async run(acting, { services, input }, now) {
    const { amended, by, unitPath } = await supersedingFor(services, acting, input, 'recall');
    const reason = requireText(input.reason, 'reason', 2_000);
    const receivers = await checkedReceivers(services, input.receivers ?? []);
    return await byRight(services.db, acting.epochs, async (tx) => {
      const recalled = await voidNumber(tx, amended, reason, byOf(acting, now));
      const { id } = await addAmendment(tx, { kind: 'recall', amended, by, reason }, byOf(acting, now));
      const count = await addReceivers(tx, id, amended, receivers, now);
      await recordAct(
        tx,
        numberAct(acting, now, 'recallDocument', recalled, unitPath, { reason, outcome: { by: by.number, receivers: count } }),
      );
      return { amendment: id, receivers: count };
    });
  },
};

async function checkedReceivers({ db }: Services, receivers: readonly RecallReceiver[]): Promise<readonly RecallReceiver[]> {
  if (receivers.length > MOST)
    throw invalidInput('tooManyReceivers', 'receivers', `Expected at most ${MOST} receivers.`, 'tooMany', { most: MOST });
  return await Promise.all(
    receivers.map(async ({ receiver, unit }) => {
      const name = requireText(receiver, 'receiver', 300);
      if (unit === undefined) return { receiver: name };
      if (!(await unitExists(db, checkedUnit(unit))))
        throw invalidInput('unitUnknown', 'receivers', `Expected unit '${unit}' to exist.`, 'unitUnknown');
      return { receiver: name, unit };
    }),
  );
}
