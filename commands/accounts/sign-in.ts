/**
 * Sign-in by name and password, its first step. The answer takes as long for an unknown name as for a wrong password, and says the
 * same. How often somebody may try is the API's to bound.
 */
import { findSignInAccount, type SignInAccount } from '../../store/repositories/sign-in-accounts.ts';
import { noteSignInFailure } from '../../store/repositories/sign-in-failures.ts';
import { admit } from '../access/admit.ts';
import { matchesPassword } from './password.ts';
import { issuedPasswordExpired, secondFactorAwaited, signInFailed } from '../access/refusals.ts';
import type { PlainCommandOf } from '../case-command.ts';

/** Throws Rejection unauthenticated `signInFailed`; to who knows the password `secondFactorAwaited`, `issuedPasswordExpired`. */
export const signIn: PlainCommandOf<'signIn'> = {
  kind: 'plain',
  by: 'anyone',
  answer: 'never',
  async run(_, { services, input }, now) {
    const { login, password, ...place } = input;
    const found = await findSignInAccount(services.db, { login: login.normalize('NFC').trim() }, now);
    const matches = await matchesPassword(found?.passwordHash, password);
    if (!found || !matches || !isOpen(found)) {
      await noteSignInFailure(services.db, found?.id, place.network ?? 'unknown', now);
      throw signInFailed();
    }
    if (found.state === 'pending') throw secondFactorAwaited();
    if (found.passwordExpiresAt !== undefined && found.passwordExpiresAt <= now) throw issuedPasswordExpired();
    return await admit(services, { account: found, methods: ['password'], secondFactor: false, place }, now);
  },
};

const isOpen = ({ state, awaitsSecondFactor }: SignInAccount): boolean => state === 'active' || (state === 'pending' && awaitsSecondFactor);
