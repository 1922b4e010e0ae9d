/** One's own password. All other sessions of the account end; the one that asked goes on under another token. */
import { Rejection } from '../../errors.ts';
import { setPassword } from '../../store/repositories/accounts.ts';
import { endOtherSessions, endSessionsOf } from '../../store/repositories/sessions.ts';
import { listEarlierPasswords } from '../../store/repositories/sign-in-accounts.ts';
import { onRecord, ownAccount, rotate } from '../access/own-account.ts';
import { checkNewPassword, hashPassword, matchesPassword, passwordRules } from './password.ts';
import type { PlainCommandOf } from '../case-command.ts';

/** Throws Rejection forbidden `passwordWrong`, validation `passwordWeak`. */
export const changePassword: PlainCommandOf<'changePassword'> = {
  kind: 'plain',
  by: 'person',
  answer: 'never',
  async run(acting, { services, input: { current, next, token } }, now) {
    const account = await ownAccount(services, acting, now);
    if (!(await matchesPassword(account.passwordHash, current)))
      throw new Rejection('forbidden', 'passwordWrong', 'Expected the present password.');
    const rules = await passwordRules(services, account.roles, now);
    const earlier = await listEarlierPasswords(services.db, account.id, rules.history);
    await checkNewPassword(next, rules, account, [account.passwordHash ?? '', ...earlier]);
    const hash = await hashPassword(next);
    return await onRecord(services, acting, now, async (tx) => {
      await setPassword(tx, account.id, hash, now);
      const ended = token === undefined ? await endSessionsOf(tx, account.id) : await endOtherSessions(tx, account.id, token);
      const session = token === undefined ? undefined : await rotate(tx, { token, authenticatedAt: now });
      return {
        answer: { changed: true, ...(session && { session }) },
        act: { act: 'changePassword', account, outcome: { sessionsEnded: ended } },
      };
    });
  },
};
