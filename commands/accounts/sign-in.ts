/**
 * Sign-in by name and password. The answer takes as long for an unknown name as for a wrong password, and says the same. How often
 * somebody may try is the API's to bound.
 */
import { verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';
import { Rejection } from '../../errors.ts';
import { findAccountByLogin } from '../../store/repositories/accounts.ts';
import { saveSession } from '../../store/repositories/sessions.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { nobodysHash } from './password.ts';

const SESSION_MS = 12 * 3_600_000;
const TOKEN_BYTES = 32;

/** Throws Rejection unauthenticated `signInFailed`. */
export const signIn: PlainCommandOf<'signIn'> = {
  kind: 'plain',
  by: 'anyone',
  answer: 'never',
  async run(_, { services, input }, now) {
    const found = await findAccountByLogin(services.db, input.login.normalize('NFC').trim());
    const matches = await verify(found?.passwordHash ?? (await nobodysHash()), input.password.normalize('NFC'));
    if (!found?.passwordHash || !matches || found.state !== 'active') throw signInFailed();
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const expiresAt = new Date(Date.parse(now) + SESSION_MS).toISOString();
    const { address, agent } = input;
    if (!(await saveSession(services.db, { token, account: found.id, now, expiresAt, address, agent }))) throw signInFailed();
    return { token, account: found.id, person: found.person, expiresAt, mustChangePassword: found.mustChangePassword };
  },
};

const signInFailed = (): Rejection =>
  new Rejection('unauthenticated', 'signInFailed', 'Expected the name and password of an active account.');
