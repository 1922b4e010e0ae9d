import { listAccountsOfPerson, type AccountDetails } from '../../store/repositories/accounts.ts';
import type { Services } from '../contract.ts';

/** The account of a person that counts: there is one. Undefined where it is not active. */
export async function holderOf({ db }: Pick<Services, 'db'>, person: string): Promise<AccountDetails | undefined> {
  const accounts = await listAccountsOfPerson(db, person);
  return accounts.find((account) => account.person === person && account.state === 'active');
}
