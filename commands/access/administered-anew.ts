import type { SignInAccount } from '../../store/repositories/sign-in-accounts.ts';
import { requireText } from '../check-text.ts';
import type { RunOptions, Services } from '../contract.ts';
import type { Acting } from '../rights/acting.ts';
import { administered } from './administered.ts';
import { requireRecent } from './require-recent.ts';

/**
 * An account whose access somebody changes: administered by them, after a fresh proof of who they are, for a reason. Throws notFound
 * `accountNotFound`, forbidden, `reauthenticationRequired`, validation.
 */
export async function administeredAnew(
  {
    services,
    input,
    options,
  }: { readonly services: Services; readonly input: { readonly account: string; readonly reason: string }; readonly options: RunOptions },
  acting: Pick<Acting, 'ability'>,
  action: string,
  now: string,
): Promise<{ readonly account: SignInAccount; readonly reason: string }> {
  const account = await administered(services, acting, action, input.account, now);
  await requireRecent(services, options.authenticatedAt, now);
  return { account, reason: requireText(input.reason, 'reason') };
}
