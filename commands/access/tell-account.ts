import type { Json } from '../../expressions/json.ts';
import type { Session } from '../../store/connection.ts';
import { addOutbox } from '../../store/queues/outbox.ts';
import type { Services } from '../contract.ts';

export interface AccessNotice {
  /** names the event */
  readonly id: string;
  readonly template: string;
  readonly accounts: readonly string[];
  readonly data: Readonly<Record<string, Json>>;
}

/** A notice about access to an account, sent once the transaction has committed. */
export async function tellAccounts(
  { newId }: Services,
  session: Session,
  { template, accounts, data }: Omit<AccessNotice, 'id'>,
  now: string,
): Promise<void> {
  if (accounts.length > 0)
    await addOutbox(session, 'accessNotice', { id: `access:${newId()}`, template, accounts: [...accounts], data }, now);
}
