/** A challenge for a passkey: for who is signed in and proves it anew, for the second step of signing in, or to sign in with it alone. */
import { listFactors } from '../../store/repositories/factors.ts';
import { findStep, savePendingSignIn, setChallenge } from '../../store/repositories/pending-sign-ins.ts';
import { accessOf } from '../access/access-services.ts';
import { newToken } from '../access/new-token.ts';
import { knownPasskeys, requestOptions } from '../access/passkey.ts';
import { challengeForSession, stepOf } from '../access/pending-step.ts';
import { ANONYMOUS } from '../actors.ts';
import type { PlainCommandOf } from '../case-command.ts';
import type { Services } from '../contract.ts';

export const offerPasskey: PlainCommandOf<'offerPasskey'> = {
  kind: 'plain',
  by: 'anyone',
  answer: 'never',
  async run({ actor }, { services, input: { ticket, token } }, now) {
    if (actor === ANONYMOUS) return (await offerForStep(services, ticket, now)) ?? (await offerAlone(services, now));
    const { account } = actor;
    const { challenge, options } = await optionsFor(services, account);
    if (token !== undefined) await challengeForSession(services, { token, account, challenge }, now);
    return { options };
  },
};

async function optionsFor(services: Services, account: string) {
  return await requestOptions(accessOf(services).relyingParty, knownPasskeys(await listFactors(services.db, account)));
}

/** Undefined where no second step is under way. */
async function offerForStep(services: Services, ticket: string | undefined, now: string) {
  const account = ticket === undefined ? undefined : await findStep(services.db, ticket, now);
  if (ticket === undefined || account === undefined) return undefined;
  const { challenge, options } = await optionsFor(services, account);
  await setChallenge(services.db, ticket, challenge, now);
  return { options };
}

async function offerAlone(services: Services, now: string) {
  const { challenge, options } = await requestOptions(accessOf(services).relyingParty, []);
  const ticket = newToken();
  await savePendingSignIn(services.db, { ...(await stepOf(services, now)), token: ticket, purpose: 'passkey', challenge, methods: [] });
  return { ticket, options };
}
