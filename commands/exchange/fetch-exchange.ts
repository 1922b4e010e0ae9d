/** Another agency's system fetches what it is asked for: fetched is delivered. What it lost it may fetch again. */
import { byRight } from '../../store/by-right.ts';
import { fetchExchangeMessages } from '../../store/projections/exchange.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { partnerUnits } from './partner-units.ts';

const MOST = 200;
const USUAL = 50;

export const fetchExchange: PlainCommandOf<'fetchExchange'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run(acting, { services, input }, now) {
    const { limit = USUAL, again = false } = input;
    const units = partnerUnits(acting);
    const most = Math.max(1, Math.min(MOST, Math.trunc(limit)));
    const ask = { units, again, limit: most, now };
    const messages = await byRight(services.db, acting.epochs, async (tx) => await fetchExchangeMessages(tx, ask));
    return { messages };
  },
};
