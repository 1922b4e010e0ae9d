import type { Database } from '../../store/connection.ts';
import { findAccountByLogin, loadAccount, type SignInAccount } from '../../store/repositories/accounts.ts';

export async function loadAccountForPassword(db: Database, id: string): Promise<(SignInAccount & { readonly login: string }) | undefined> {
  const details = await loadAccount(db, id);
  const found = details && (await findAccountByLogin(db, details.login));
  return found && { ...found, login: details.login };
}
