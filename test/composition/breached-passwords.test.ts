import { createHash } from 'node:crypto';
import fs from 'node:fs';
import test, { type ExecutionContext } from 'ava';
import { breachedPasswords } from '../../composition/breached-passwords.ts';
import { filesOf } from '../tls/authority.ts';

const hashOf = (password: string): string => createHash('sha1').update(password).digest('hex').toUpperCase();
const leaked = Array.from({ length: 2_000 }, (_, i) => `mật khẩu ${i}`);

function listOf(t: ExecutionContext, line: (hash: string, at: number) => string, end: string): string {
  const lines = leaked.map(hashOf).toSorted((a, b) => (a < b ? -1 : 1));
  return filesOf(t, { list: lines.map(line).join(end) })('list');
}

for (const [what, line, end] of [
  ['with counts of any length', (hash: string, at: number) => `${hash}:${10 ** (at % 9)}`, '\r\n'],
  ['without counts', (hash: string) => hash, '\n'],
  ['in small letters', (hash: string) => hash.toLowerCase(), '\n'],
] as const) {
  test(`every password of a list ${what} is found, the first and the last too, and no other`, async (t) => {
    const has = breachedPasswords(listOf(t, line, end));
    for (const password of leaked) if (!(await has(password))) t.fail(password);
    for (let i = 0; i < 500; i += 1) if (await has(`another ${i}`)) t.fail(String(i));
    t.pass();
  });
}

test('a list that is missing, of something else, or out of order is refused with the remedy', (t) => {
  const at = filesOf(t, { words: 'password\n123456\n', order: `${hashOf('a')}\n${'0'.repeat(40)}\n${hashOf('a')}\n`, empty: '' });
  for (const file of [at('missing'), at('words'), at('order'), at('empty')])
    t.throws(() => breachedPasswords(file), { message: /Set BREACHED_PASSWORDS_FILE/ }, file);
});

test('a list that is gone later refuses for now, and never lets a password pass', async (t) => {
  const file = listOf(t, (hash) => hash, '\n');
  const has = breachedPasswords(file);
  fs.rmSync(file);
  await t.throwsAsync(has('mật khẩu 1'), { message: /Expected to read/ });
});
