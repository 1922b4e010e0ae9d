/** What holds back more than one case is evidenced (design D11): the act and its record are one transaction, under the actor's rights. */
import type { Json } from '../../expressions/json.ts';
import { byRight } from '../../store/by-right.ts';
import type { Session } from '../../store/connection.ts';
import { recordAct } from '../../store/repositories/acts.ts';
import type { Services } from '../contract.ts';
import type { Acting } from '../rights/acting.ts';

export interface DoneAct {
  readonly act: string;
  readonly subject: string;
  readonly procedure?: string;
  readonly reason?: string;
  readonly at: string;
}

/** Undefined, and no record, when `work` found nothing to do. */
export async function onRecord<T extends Json>(
  { db, rootUnit }: Services,
  { actor, epochs }: Acting,
  done: DoneAct,
  work: (tx: Session) => Promise<T | undefined>,
): Promise<T | undefined> {
  return await byRight(db, epochs, async (tx) => {
    const outcome = await work(tx);
    if (outcome !== undefined) await recordAct(tx, { ...done, actor, epoch: epochs[0]?.epoch, unitPath: rootUnit, outcome });
    return outcome;
  });
}
