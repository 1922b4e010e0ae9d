/**
 * A number that was reserved and will not be used, with the reason. One that was issued is recalled instead; one of an electronic
 * document is voided with its signature, or what is signed at this moment would go out under a void number.
 */
import { Rejection } from '../../errors.ts';
import { byRight } from '../../store/by-right.ts';
import { recordAct } from '../../store/repositories/acts.ts';
import { voidNumber as voided } from '../../store/repositories/numbers.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { byOf, numberAct } from './number-act.ts';
import { numberFor } from './number-for.ts';

/** Throws notFound, forbidden; conflict `numberState`, `numberIssued`, `numberOfDocument`; validation `reasonRequired`. */
export const voidNumber: PlainCommandOf<'voidNumber'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  covered: true,
  async run(acting, { services, input }, now) {
    const { entry, register } = await numberFor(services, acting, input, 'void');
    const reason = requireText(input.reason, 'reason', 2_000);
    if (entry.state === 'used')
      throw new Rejection('conflict', 'numberIssued', `Expected number ${entry.number} not to be issued: an issued document is recalled.`);
    if (entry.documentId !== undefined)
      throw new Rejection('conflict', 'numberOfDocument', `Expected number ${entry.number} to have no electronic document.`);
    return await byRight(services.db, acting.epochs, async (tx) => {
      const changed = await voided(tx, entry, reason, byOf(acting, now));
      if (changed.voidedAt === now) await recordAct(tx, numberAct(acting, now, 'voidNumber', changed, register.unitPath, { reason }));
      return changed;
    });
  },
};
