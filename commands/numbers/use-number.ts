/** The document on paper that a number was reserved for was signed and goes out. Electronic ones are used by their signature. */
import { Rejection } from '../../errors.ts';
import { byRight } from '../../store/by-right.ts';
import { recordAct } from '../../store/repositories/acts.ts';
import { useNumber as use } from '../../store/repositories/numbers.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { byOf, numberAct } from './number-act.ts';
import { numberFacts } from './number-facts.ts';
import { numberFor } from './number-for.ts';

/** Throws notFound, forbidden; conflict `numberState`, `numberOfDocument`; validation. The same again changes nothing. */
export const useNumber: PlainCommandOf<'useNumber'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  covered: true,
  async run(acting, { services, input }, now) {
    const { entry, register } = await numberFor(services, acting, input, 'use');
    if (entry.channel !== 'paper')
      throw new Rejection('conflict', 'numberOfDocument', `Expected number ${entry.number} to be of a document on paper.`);
    const facts = numberFacts(input, now);
    return await byRight(services.db, acting.epochs, async (tx) => {
      const used = await use(tx, entry, facts, byOf(acting, now));
      if (used.usedAt === now) await recordAct(tx, numberAct(acting, now, 'useNumber', used, register.unitPath));
      return used;
    });
  },
};
