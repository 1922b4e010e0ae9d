/** What the holder of a password should know of it: what a new one must be, and until when this one is good. */
import { findSignInAccount } from '../../store/repositories/sign-in-accounts.ts';
import { accessLength } from '../access/access-value.ts';
import type { Services } from '../contract.ts';
import { passwordExpiry, passwordRules } from './password.ts';

export interface PasswordState {
  /** characters that a new one has at least, and of how many kinds */
  readonly least: number;
  readonly classes: number;
  /** how many earlier ones do not come again */
  readonly history: number;
  /** ISO instants; absent: the account has no password */
  readonly changedAt?: string;
  readonly expiresAt?: string;
  /** it is time to change it */
  readonly endsSoon: boolean;
}

export async function passwordStateOf(services: Services, account: string, now: string): Promise<PasswordState> {
  const found = await findSignInAccount(services.db, { account }, now);
  const { least, classes, history, age } = await passwordRules(services, found?.roles ?? [], now);
  const rules = { least, classes, history };
  if (found?.passwordHash === undefined || found.passwordChangedAt === undefined) return { ...rules, endsSoon: false };
  const changedAt = new Date(found.passwordChangedAt).toISOString();
  const expiresAt = passwordExpiry(changedAt, age);
  const ahead = await accessLength(services, 'access.password.reminder', now);
  return { ...rules, changedAt, expiresAt, endsSoon: passwordExpiry(now, ahead) >= expiresAt };
}
