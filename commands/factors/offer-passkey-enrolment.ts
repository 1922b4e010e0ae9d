import { listFactors } from '../../store/repositories/factors.ts';
import { accessOf } from '../access/access-services.ts';
import { ownAccount } from '../access/own-account.ts';
import { creationOptions, knownPasskeys } from '../access/passkey.ts';
import { challengeForSession } from '../access/pending-step.ts';
import { requireRecent } from '../access/require-recent.ts';
import type { PlainCommandOf } from '../case-command.ts';

/** What the browser needs to make a passkey for this account. */
export const offerPasskeyEnrolment: PlainCommandOf<'offerPasskeyEnrolment'> = {
  kind: 'plain',
  by: 'person',
  answer: 'never',
  async run(acting, { services, input: { token }, options: { authenticatedAt } }, now) {
    await requireRecent(services, authenticatedAt, now);
    const { id, login, name } = await ownAccount(services, acting, now);
    const known = knownPasskeys(await listFactors(services.db, id));
    const { challenge, options } = await creationOptions(accessOf(services).relyingParty, { account: id, login, name }, known);
    await challengeForSession(services, { token, account: id, challenge }, now);
    return { options };
  },
};
