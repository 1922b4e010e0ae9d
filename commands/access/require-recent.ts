/** What commits a person, or opens their account to others, asks for a fresh proof of who they are. */
import { Rejection } from '../../errors.ts';
import type { Services } from '../contract.ts';
import { accessNumber } from './access-value.ts';

const MINUTE_MS = 60_000;

/** `authenticatedAt`: when the holder of the session last proved it; undefined is never. Throws forbidden `reauthenticationRequired`. */
export async function requireRecent(services: Services, authenticatedAt: string | undefined, now: string): Promise<void> {
  const minutes = await accessNumber(services, 'access.session.reauthentication', now);
  if (authenticatedAt !== undefined && Date.parse(now) - Date.parse(authenticatedAt) <= minutes * MINUTE_MS) return;
  throw new Rejection('forbidden', 'reauthenticationRequired', `Expected a proof of identity of the last ${minutes} minutes.`, {
    details: { minutes },
  });
}
