import { Rejection } from '../../errors.ts';
import { confirmFactor, listFactors } from '../../store/repositories/factors.ts';
import { notFound } from '../../casework/require-permission.ts';
import { accessOf } from '../access/access-services.ts';
import { accessNumber } from '../access/access-value.ts';
import { otpPurpose, stepOfCode } from '../access/one-time-code.ts';
import { onRecord, ownAccount } from '../access/own-account.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { enrolled } from './enrolled.ts';

/** The first code of an authenticator. Throws notFound `factorNotFound`, validation `codeWrong`, conflict `factorConfirmed`. */
export const confirmOtp: PlainCommandOf<'confirmOtp'> = {
  kind: 'plain',
  by: 'person',
  answer: 'never',
  async run(acting, { services, input }, now) {
    const account = await ownAccount(services, acting, now);
    const factor = (await listFactors(services.db, account.id)).find(({ id, kind }) => id === input.factor && kind === 'otp');
    if (factor?.secret === undefined) throw notFound('Factor');
    const drift = await accessNumber(services, 'access.otp.drift', now);
    const secret = await accessOf(services).secrets.open(factor.secret, otpPurpose(factor.id));
    const step = stepOfCode(secret, input.code.trim(), now, drift);
    if (step === undefined)
      throw new Rejection('validation', 'codeWrong', 'Expected the code that the authenticator shows now.', {
        problems: [{ code: 'codeWrong', path: '/code', message: 'Expected the code that the authenticator shows now.' }],
      });
    return await onRecord(services, acting, now, async (tx) => {
      if (!(await confirmFactor(tx, factor.id, account.id, now, step)))
        throw new Rejection('conflict', 'factorConfirmed', 'Expected a second factor that is not confirmed yet.');
      return await enrolled(services, tx, 'confirmOtp', { account, token: input.token, method: 'otp', name: factor.name }, now);
    });
  },
};
