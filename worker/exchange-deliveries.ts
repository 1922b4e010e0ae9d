/** To and about other agencies' systems: requests go into the box from which they fetch, receipts onto the requests. */
import { addExchangeMessage, closeExchange, type NewExchangeMessage } from '../store/projections/exchange.ts';
import type { Deliver } from './delivery.ts';

interface Receipt {
  readonly caseId: string;
  readonly instance: number;
  readonly at: string;
  readonly note: string;
}

const add: Deliver = async ({ db }, { payload }) => await addExchangeMessage(db, payload as unknown as NewExchangeMessage);

export const EXCHANGE_DELIVERIES: Readonly<Record<string, Deliver>> = {
  workRequested: add,
  async workWithdrawn(services, entry) {
    const { caseId, instance, at } = entry.payload as unknown as NewExchangeMessage;
    await closeExchange(services.db, 'withdrawn', { caseId, instance, at });
    await add(services, entry);
  },
  async exchangeAnswered({ db }, { payload }) {
    await closeExchange(db, 'answered', payload as unknown as Receipt);
  },
  async exchangeBounced({ db }, { payload }) {
    await closeExchange(db, 'bounced', payload as unknown as Receipt);
  },
};
