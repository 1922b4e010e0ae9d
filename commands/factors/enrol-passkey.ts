import { Rejection } from '../../errors.ts';
import { addFactor } from '../../store/repositories/factors.ts';
import { tryPendingSignIn } from '../../store/repositories/pending-sign-ins.ts';
import { accessOf } from '../access/access-services.ts';
import { onRecord, ownAccount } from '../access/own-account.ts';
import { checkedPasskey } from '../access/passkey.ts';
import { requireRecent } from '../access/require-recent.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { enrolled } from './enrolled.ts';
import { LONGEST_NAME } from './factor-name.ts';

/** Throws validation `passkeyInvalid` (also for a challenge that was used or is too old), conflict `factorTaken`. */
export const enrolPasskey: PlainCommandOf<'enrolPasskey'> = {
  kind: 'plain',
  by: 'person',
  answer: 'never',
  async run(acting, { services, input, options }, now) {
    await requireRecent(services, options.authenticatedAt, now);
    const { token, response } = input;
    const account = await ownAccount(services, acting, now);
    const name = requireText(input.name, 'name', LONGEST_NAME);
    const challenge = (await tryPendingSignIn(services.db, token, now, ['session']))?.challenge;
    const passkey = challenge === undefined ? undefined : await checkedPasskey(accessOf(services).relyingParty, response, challenge);
    if (!passkey) throw new Rejection('validation', 'passkeyInvalid', 'Expected a passkey that was made for the challenge given out last.');
    const { id: lookup, publicKey, counter, transports } = passkey;
    const factor = { id: services.newId(), account: account.id, kind: 'passkey', name, lookup, publicKey, counter } as const;
    return await onRecord(services, acting, now, async (tx) => {
      await addFactor(tx, { ...factor, details: { transports: [...transports] }, confirmedAt: now, now });
      return await enrolled(services, tx, 'enrolPasskey', { account, token, method: 'passkey', name }, now);
    });
  },
};
