/** A password that an administrator hands over: good for a while, and to be changed before anything else (S3 Điều 8 khoản 2 điểm c). */
import { randomInt } from 'node:crypto';
import { Rejection } from '../../errors.ts';
import { setPassword } from '../../store/repositories/accounts.ts';
import { endSessionsOf } from '../../store/repositories/sessions.ts';
import { accessNumber } from '../access/access-value.ts';
import { administeredAnew } from '../access/administered-anew.ts';
import { onRecord } from '../access/own-account.ts';
import { hashPassword } from './password.ts';
import { tellAccounts } from '../access/tell-account.ts';
import type { PlainCommandOf } from '../case-command.ts';

const HOUR_MS = 3_600_000;
const LENGTH = 20;
/** Without signs that look alike; every kind is in it, so that administrators can have one too. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** Throws notFound `accountNotFound`, forbidden, `reauthenticationRequired`, conflict `accountState` (revoked). */
export const issuePassword: PlainCommandOf<'issuePassword'> = {
  kind: 'plain',
  by: 'person',
  answer: 'never',
  async run(acting, asked, now) {
    const { services } = asked;
    const { account, reason } = await administeredAnew(asked, acting, 'issuePassword', now);
    if (account.state === 'revoked')
      throw new Rejection('conflict', 'accountState', 'Expected an account that is not revoked.', { details: { state: account.state } });
    const password = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
    const hash = await hashPassword(password);
    const hours = await accessNumber(services, 'access.password.initial', now);
    const expiresAt = new Date(Date.parse(now) + hours * HOUR_MS).toISOString();
    return await onRecord(services, acting, now, async (tx) => {
      await setPassword(tx, account.id, hash, now, true, expiresAt);
      const ended = await endSessionsOf(tx, account.id);
      await tellAccounts(services, tx, { template: 'access-password-issued', accounts: [account.id], data: { name: account.name } }, now);
      return {
        answer: { password, expiresAt },
        act: { act: 'issuePassword', account, reason, outcome: { expiresAt, sessionsEnded: ended } },
      };
    });
  },
};
