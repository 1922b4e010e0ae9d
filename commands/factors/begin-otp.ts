import { byRight } from '../../store/by-right.ts';
import { addFactor, forgetBegunFactors } from '../../store/repositories/factors.ts';
import { accessOf } from '../access/access-services.ts';
import { newOtpSecret, otpPurpose, otpUri } from '../access/one-time-code.ts';
import { ownAccount } from '../access/own-account.ts';
import { requireRecent } from '../access/require-recent.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { LONGEST_NAME } from './factor-name.ts';

/** A secret for an authenticator, shown this once; it counts when a code of it has come back. */
export const beginOtp: PlainCommandOf<'beginOtp'> = {
  kind: 'plain',
  by: 'person',
  answer: 'never',
  async run(acting, { services, input, options }, now) {
    await requireRecent(services, options.authenticatedAt, now);
    const account = await ownAccount(services, acting, now);
    const name = requireText(input.name, 'name', LONGEST_NAME);
    const factor = services.newId();
    const secret = newOtpSecret();
    const sealed = await accessOf(services).secrets.seal(secret, otpPurpose(factor));
    await byRight(services.db, acting.epochs, async (tx) => {
      await forgetBegunFactors(tx, account.id, 'otp');
      await addFactor(tx, { id: factor, account: account.id, kind: 'otp', name, secret: sealed, details: {}, now });
    });
    return { factor, secret, uri: otpUri(account.login, secret) };
  },
};
