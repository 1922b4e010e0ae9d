/** A challenge for a passkey: for the second step of signing in, for signing in with it alone, or for who is signed in and proves it anew. */
import { listFactors } from '../../store/repositories/factors.ts';
import { savePendingSignIn, setChallenge } from '../../store/repositories/pending-sign-ins.ts';
import { accessOf } from '../access/access-services.ts';
import { newToken } from '../access/new-token.ts';
import { knownPasskeys, requestOptions } from '../access/passkey.ts';
import { signInStepOver } from '../access/refusals.ts';
import { ANONYMOUS } from '../actors.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { challengeForSession, stepOf } from '../access/pending-step.ts';

/** Throws Rejection unauthenticated `signInStepOver`. */
export const offerPasskey: PlainCommandOf<'offerPasskey'> = {
  kind: 'plain',
  by: 'anyone',
  answer: 'never',
  async run({ actor }, { services, input: { ticket, token } }, now) {
    const { db } = services;
    const party = accessOf(services).relyingParty;
    if (actor !== ANONYMOUS && token !== undefined) {
      const { challenge, options } = await requestOptions(party, knownPasskeys(await listFactors(db, actor.account)));
      await challengeForSession(services, { token, account: actor.account, challenge }, now);
      return { options };
    }
    if (ticket !== undefined) {
      const { challenge, options } = await requestOptions(party, []);
      const step = await setChallenge(db, ticket, challenge, now, ['factor']);
      if (step?.account === undefined) throw signInStepOver();
      return { options: { ...(options as object), allowCredentials: knownPasskeys(await listFactors(db, step.account)).map(descriptor) } };
    }
    const { challenge, options } = await requestOptions(party, []);
    const begun = newToken();
    await savePendingSignIn(db, { ...(await stepOf(services, now)), token: begun, purpose: 'passkey', challenge, methods: [] });
    return { ticket: begun, options };
  },
};

const descriptor = ({ id, transports = [] }: { readonly id: string; readonly transports?: readonly string[] }) => ({
  id,
  type: 'public-key',
  transports: [...transports],
});
