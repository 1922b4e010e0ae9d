import { savePendingSignIn } from '../../store/repositories/pending-sign-ins.ts';
import type { Services } from '../contract.ts';
import { accessNumber } from './access-value.ts';

const MINUTE_MS = 60_000;

/** How long a step of signing in may take, and how often it may be tried. */
export async function stepOf(
  services: Services,
  now: string,
): Promise<{ readonly now: string; readonly expiresAt: string; readonly triesLeft: number }> {
  const minutes = await accessNumber(services, 'access.sign_in.step', now);
  const triesLeft = await accessNumber(services, 'access.sign_in.tries', now);
  return { now, expiresAt: new Date(Date.parse(now) + minutes * MINUTE_MS).toISOString(), triesLeft };
}

/** A challenge for who is signed in, kept beside the session; a new one takes the place of the one before. */
export async function challengeForSession(
  services: Services,
  { token, account, challenge }: { readonly token: string; readonly account: string; readonly challenge: string },
  now: string,
): Promise<void> {
  await savePendingSignIn(services.db, { ...(await stepOf(services, now)), token, purpose: 'session', account, challenge, methods: [] });
}
