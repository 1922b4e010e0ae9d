import { Rejection } from '../../errors.ts';
import { replaceRecoveryCodes } from '../../store/repositories/factors.ts';
import { accessNumber } from '../access/access-value.ts';
import { onRecord, ownAccount } from '../access/own-account.ts';
import { newRecoveryCode, plainRecoveryCode } from '../access/recovery-codes.ts';
import { requireRecent } from '../access/require-recent.ts';
import type { PlainCommandOf } from '../case-command.ts';

/** Codes for the day on which the factor is not at hand, each good once; those before end. Throws conflict `noSecondFactor`. */
export const renewRecoveryCodes: PlainCommandOf<'renewRecoveryCodes'> = {
  kind: 'plain',
  by: 'person',
  answer: 'never',
  async run(acting, { services, options }, now) {
    await requireRecent(services, options.authenticatedAt, now);
    const account = await ownAccount(services, acting, now);
    if (account.factors.length === 0)
      throw new Rejection('conflict', 'noSecondFactor', 'Expected a second factor that the codes can stand in for.');
    const count = await accessNumber(services, 'access.recovery.codes', now);
    const codes = Array.from({ length: count }, newRecoveryCode);
    return await onRecord(services, acting, now, async (tx) => {
      await replaceRecoveryCodes(tx, account.id, codes.map(plainRecoveryCode), now);
      return { answer: { codes }, act: { act: 'renewRecoveryCodes', account, outcome: { count } } };
    });
  },
};
