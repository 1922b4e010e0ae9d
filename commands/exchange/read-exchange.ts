import { markExchangeRead } from '../../store/projections/exchange.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { notFound } from '../rights/require.ts';
import { partnerUnits } from './partner-units.ts';

/** The receipt that somebody over there has the work before them. `read` is false when it was there already. */
export const readExchange: PlainCommandOf<'readExchange'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run(acting, { services, input }, now) {
    const read = await markExchangeRead(services.db, input.message, partnerUnits(acting), now);
    if (read === undefined) throw notFound('Exchange');
    return { read };
  },
};
