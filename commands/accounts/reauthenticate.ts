/** Who is signed in proves anew who they are; the session goes on under another token. */
import { Rejection } from '../../errors.ts';
import { tryPendingSignIn } from '../../store/repositories/pending-sign-ins.ts';
import type { SignInMethod } from '../../store/repositories/sessions.ts';
import type { Session } from '../../store/connection.ts';
import { accessOf } from '../access/access-services.ts';
import { onRecord, ownAccount, rotate } from '../access/own-account.ts';
import { matchesPassword } from './password.ts';
import { proveFactor } from '../access/prove-factor.ts';
import type { PlainCommandOf } from '../case-command.ts';

/** Throws Rejection forbidden `reauthenticationFailed`. */
export const reauthenticate: PlainCommandOf<'reauthenticate'> = {
  kind: 'plain',
  by: 'person',
  answer: 'never',
  async run(acting, { services, input }, now) {
    const { token, proof, certificate } = input;
    const account = await ownAccount(services, acting, now);
    const challenge = proof.method === 'passkey' ? (await tryPendingSignIn(services.db, token, now, ['session']))?.challenge : undefined;
    if (proof.method !== 'password') await accessOf(services).secrets.ready();
    const proven = async (tx: Session): Promise<boolean> =>
      proof.method === 'password'
        ? await matchesPassword(account.passwordHash, proof.password)
        : await proveFactor(services, tx, { account: account.id, proof, challenge, certificate }, now);
    return await onRecord(services, acting, now, async (tx) => {
      if (!(await proven(tx)))
        throw new Rejection('forbidden', 'reauthenticationFailed', 'Expected the present password, or a second factor of this account.');
      const isFactor = proof.method !== 'password';
      const methods: readonly SignInMethod[] = isFactor ? [proof.method] : [];
      const answer = await rotate(tx, { token, authenticatedAt: now, secondFactor: isFactor, methods });
      return { answer, act: { act: 'reauthenticate', account, outcome: { method: proof.method } } };
    });
  },
};
