import { notFound, requirePermission } from '../../casework/require-permission.ts';
import { findSignInAccount, type SignInAccount } from '../../store/repositories/sign-in-accounts.ts';
import type { Services } from '../contract.ts';
import type { Acting } from '../rights/acting.ts';

/** An account that somebody administers. Throws notFound `accountNotFound`, forbidden with the rule's reason. */
export async function administered(
  { db }: Services,
  { ability }: Pick<Acting, 'ability'>,
  action: string,
  id: string,
  now: string,
): Promise<SignInAccount> {
  const account = await findSignInAccount(db, { account: id }, now);
  if (!account) throw notFound('Account');
  const { person, unitPath, state, roles } = account;
  requirePermission(ability, action, 'Account', { account: id, person, unitPath, state, roles });
  return account;
}
