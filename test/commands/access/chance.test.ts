import test from 'ava';
import { newToken } from '../../../commands/access/new-token.ts';
import { newOtpSecret } from '../../../commands/access/one-time-code.ts';
import { newRecoveryCode, plainRecoveryCode } from '../../../commands/access/recovery-codes.ts';
import { hashPassword, matchesPassword } from '../../../commands/accounts/password.ts';
import { newLookupCode } from '../../../protection/lookup-code.ts';

const SECRETS = [
  ['the token of a session', newToken, 256],
  ['the secret of an authenticator', newOtpSecret, 160],
  ['a recovery code', () => plainRecoveryCode(newRecoveryCode()), 79],
  ['the code of a citizen', () => newLookupCode().replaceAll(/[^0-9A-Z]/g, ''), 96],
] as const;

for (const [what, make, bits] of SECRETS) {
  test(`${what} has ${bits} bits, none like another, and no chance that a program can foresee`, (t) => {
    const random = Math.random;
    Math.random = () => 0.5;
    const made = Array.from({ length: 400 }, make);
    Math.random = random;
    t.is(new Set(made).size, made.length);
    const signs = new Set(made.join(''));
    const lengths = new Set(made.map(({ length }) => length));
    t.is(lengths.size, 1);
    // signs as they occur: an alphabet of 31 gives 4.95 bits each
    t.true(Math.floor([...lengths].reduce((sum, length) => sum + length * Math.log2(signs.size), 0)) >= bits - 1, `${signs.size} signs`);
    for (let at = 0; at < (made[0]?.length ?? 0) - 1; at += 1) t.true(new Set(made.map((text) => text[at])).size > 1, `place ${at}`);
  });
}

test('a password is kept as argon2id with 19 MiB and two passes, under a salt of its own', async (t) => {
  const [one, other] = [await hashPassword('Chiều-mưa-82'), await hashPassword('Chiều-mưa-82')];
  t.regex(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22,}\$[A-Za-z0-9+/]{43}$/);
  t.not(one, other);
  t.true(await matchesPassword(one, 'Chiều-mưa-82'.normalize('NFD')));
  t.false(await matchesPassword(one, 'Chiều-mưa-8'));
  t.false(await matchesPassword(undefined, 'nobody has this password'));
});
