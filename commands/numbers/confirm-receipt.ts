/** A receiver's copy is destroyed: kept once, and on the record of administration with it. */
import type { Json } from '../../expressions/json.ts';
import { byRight } from '../../store/by-right.ts';
import { recordAct } from '../../store/repositories/acts.ts';
import { confirmReceiver } from '../../store/repositories/recalls.ts';
import type { Services } from '../contract.ts';
import type { Acting } from '../rights/acting.ts';

interface Confirmed {
  readonly act: 'confirmRecall' | 'recordRecall';
  readonly receiver: number;
  /** whose act it is */
  readonly unitPath: string;
  readonly receipt: Parameters<typeof confirmReceiver>[2];
  readonly outcome: Readonly<Record<string, Json>>;
}

/** False where it was confirmed before. */
export async function confirmReceipt(
  { db }: Services,
  { actor, epochs }: Pick<Acting, 'actor' | 'epochs'>,
  { act, receiver, unitPath, receipt, outcome }: Confirmed,
  now: string,
): Promise<{ readonly confirmed: boolean }> {
  return await byRight(db, epochs, async (tx) => {
    const confirmed = await confirmReceiver(tx, receiver, receipt, actor.account, now);
    if (confirmed) await recordAct(tx, { at: now, actor, epoch: epochs[0]?.epoch, act, subject: String(receiver), unitPath, outcome });
    return { confirmed };
  });
}
