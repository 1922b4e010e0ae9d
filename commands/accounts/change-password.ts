/** One's own password. All other sessions of the account end; the one that asked goes on, under a token of the API's own. */
import { verify } from '@node-rs/argon2';
import { Rejection } from '../../errors.ts';
import { loadAccountForPassword } from './load-account-for-password.ts';
import { byRight } from '../../store/by-right.ts';
import { setPassword } from '../../store/repositories/accounts.ts';
import { endSessionsOf, loadSession, saveSession } from '../../store/repositories/sessions.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { checkNewPassword, hashPassword } from './password.ts';

/** Throws Rejection forbidden `passwordWrong`, validation `passwordWeak`. */
export const changePassword: PlainCommandOf<'changePassword'> = {
  kind: 'plain',
  by: 'person',
  answer: 'never',
  async run({ actor, grants, epochs }, { services, input }, now) {
    const { db } = services;
    const account = await loadAccountForPassword(db, actor.account);
    if (!account?.passwordHash || !(await verify(account.passwordHash, input.current.normalize('NFC'))))
      throw new Rejection('forbidden', 'passwordWrong', 'Expected the present password.');
    checkNewPassword(input.next, { current: input.current, login: account.login, grants });
    const session = input.token === undefined ? undefined : await loadSession(db, input.token, now);
    const hash = await hashPassword(input.next);
    await byRight(db, epochs, async (tx) => {
      await setPassword(tx, actor.account, hash, now);
      await endSessionsOf(tx, actor.account);
      if (input.token !== undefined && session?.account === actor.account)
        await saveSession(tx, { token: input.token, account: actor.account, now, expiresAt: session.expiresAt });
    });
    return { changed: true };
  },
};
