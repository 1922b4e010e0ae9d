import { byRight } from '../../store/by-right.ts';
import { markExchangeRead } from '../../store/projections/exchange.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { notFound } from '../../casework/require-permission.ts';
import { partnerUnits } from './partner-units.ts';

/** The receipt that somebody over there has the work before them. `read` is false when it was there already. */
export const readExchange: PlainCommandOf<'readExchange'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run(acting, { services, input }, now) {
    const units = partnerUnits(acting);
    const read = await byRight(services.db, acting.epochs, async (tx) => await markExchangeRead(tx, input.message, units, now));
    if (read === undefined) throw notFound('Exchange');
    return { read };
  },
};
