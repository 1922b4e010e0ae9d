/** The second step of signing in, or a passkey alone: each try and each challenge counts once, and a step leads to one session. */
import { byRight } from '../../store/by-right.ts';
import { findFactor } from '../../store/repositories/factors.ts';
import { endPendingSignIn, tryPendingSignIn, type PendingSignIn } from '../../store/repositories/pending-sign-ins.ts';
import type { SignInMethod } from '../../store/repositories/sessions.ts';
import { findSignInAccount, type SignInAccount } from '../../store/repositories/sign-in-accounts.ts';
import { noteSignInFailure } from '../../store/repositories/sign-in-failures.ts';
import type { FactorProof } from '../access-contract.ts';
import { accessOf } from '../access/access-services.ts';
import { openSession } from '../access/open-session.ts';
import { credentialIdOf } from '../access/passkey.ts';
import { proveFactor } from '../access/prove-factor.ts';
import { secondFactorFailed, signInStepOver } from '../access/refusals.ts';
import { tellAccounts } from '../access/tell-account.ts';
import type { PlainCommandOf } from '../case-command.ts';
import type { Services } from '../contract.ts';

/** Throws Rejection unauthenticated `signInStepOver` (expired, used up, unknown), `secondFactorFailed`. */
export const passFactor: PlainCommandOf<'passFactor'> = {
  kind: 'plain',
  by: 'anyone',
  answer: 'never',
  async run(_, { services, input }, now) {
    const { ticket, proof, ...place } = input;
    const { db } = services;
    const pending = await tryPendingSignIn(db, ticket, now, ['factor', 'passkey']);
    if (!pending) throw signInStepOver();
    await accessOf(services).secrets.ready();
    const account = await accountOf(services, pending, proof, now);
    const entered = account && (await enter(services, { ticket, proof, place, pending, account }, now));
    if (entered) return entered;
    await noteSignInFailure(db, account?.id, place.network ?? 'unknown', now);
    throw secondFactorFailed();
  },
};

/** Whose step it is; a passkey alone says so itself. */
async function accountOf(
  { db }: Services,
  { account }: PendingSignIn,
  proof: FactorProof,
  now: string,
): Promise<SignInAccount | undefined> {
  const id = account ?? (proof.method === 'passkey' ? await holderOf({ db }, proof.response) : undefined);
  const found = id === undefined ? undefined : await findSignInAccount(db, { account: id }, now);
  return found?.state === 'active' ? found : undefined;
}

async function holderOf(
  { db }: Pick<Services, 'db'>,
  response: Extract<FactorProof, { method: 'passkey' }>['response'],
): Promise<string | undefined> {
  const credential = credentialIdOf(response);
  return credential === undefined ? undefined : (await findFactor(db, 'passkey', credential))?.account;
}

interface Attempt {
  readonly ticket: string;
  readonly proof: FactorProof;
  readonly place: Parameters<typeof openSession>[2]['place'];
  readonly pending: PendingSignIn;
  readonly account: SignInAccount;
}

async function enter(services: Services, { ticket, proof, place, pending, account }: Attempt, now: string) {
  const claim = { account: account.id, proof, challenge: pending.challenge, certificate: place.certificate };
  return await byRight(services.db, [{ account: account.id, epoch: account.rightsEpoch }], async (tx) => {
    if (!(await proveFactor(services, tx, claim, now)) || !(await endPendingSignIn(tx, ticket))) return undefined;
    if (proof.method === 'recovery') {
      const data = { name: account.name, left: account.recoveryCodes - 1 };
      await tellAccounts(services, tx, { template: 'access-recovery-used', accounts: [account.id], data }, now);
    }
    const methods = [...pending.methods, proof.method] as readonly SignInMethod[];
    return await openSession(services, tx, { account, methods, secondFactor: true, place }, now);
  });
}
