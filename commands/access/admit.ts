/** After the first step: a session, or a second step where the account has, or its roles need, a second factor. */
import { byRight } from '../../store/by-right.ts';
import { savePendingSignIn } from '../../store/repositories/pending-sign-ins.ts';
import type { SignInAccount } from '../../store/repositories/sign-in-accounts.ts';
import type { FactorMethod, SignedIn, SignInStep } from '../access-contract.ts';
import type { Services } from '../contract.ts';
import { newToken } from './new-token.ts';
import { openSession, type Entry } from './open-session.ts';
import { stepOf } from './pending-step.ts';
import { proveCertificate } from './prove-factor.ts';

export async function admit(services: Services, entry: Entry, now: string): Promise<SignedIn | SignInStep> {
  const { account, secondFactor, place } = entry;
  const { db } = services;
  return await byRight(db, [{ account: account.id, epoch: account.rightsEpoch }], async (tx) => {
    if (secondFactor || account.factors.length === 0) return await openSession(services, tx, entry, now);
    if (place.certificate && (await proveCertificate(tx, account.id, place.certificate, now)))
      return await openSession(services, tx, { ...entry, methods: [...entry.methods, 'certificate'], secondFactor: true }, now);
    const ticket = newToken();
    const step = await stepOf(services, now);
    await savePendingSignIn(tx, { ...step, token: ticket, purpose: 'factor', account: account.id, methods: entry.methods });
    return { kind: 'factor', ticket, methods: methodsOf(account), expiresAt: step.expiresAt };
  });
}

/** A factor that the account has, or a recovery code in its place. */
function methodsOf({ factors, recoveryCodes }: SignInAccount): readonly FactorMethod[] {
  return recoveryCodes > 0 ? [...factors, 'recovery'] : factors;
}
