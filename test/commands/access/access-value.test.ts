import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { ACCESS_REGISTER } from '../../../commands/access/access-value.ts';
import { isSettled } from '../../../law/register-entry.ts';

const ROOT = path.join(import.meta.dirname, '../../..');

/** Keys of the register in the source; one that ends in a template stands for both of its ends. */
function keysInUse(): readonly string[] {
  const sources = ['commands', 'worker', 'api'].flatMap((room) =>
    fs
      .readdirSync(path.join(ROOT, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => fs.readFileSync(path.join(ROOT, room, name), 'utf8')),
  );
  const found = sources.flatMap((text) => [...text.matchAll(/['`](access\.[\w.]+(?:\$\{whose\})?)['`]/g)].map(([, key]) => key ?? ''));
  return [
    ...new Set(found.flatMap((key) => (key.endsWith('${whose}') ? ['user', 'admin'].map((who) => key.replace('${whose}', who)) : [key]))),
  ];
}

test('every number that signing in asks for is in the register, and the register has no other', (t) => {
  const keys = ACCESS_REGISTER.map(({ key }) => key);
  t.deepEqual(keysInUse().toSorted(), keys.toSorted());
});

test('what the text of the law fixes is cited and settled, what is a proposal says so', (t) => {
  for (const entry of ACCESS_REGISTER) {
    t.true(entry.citation.length > 10, entry.key);
    t.is(isSettled(entry), !entry.citation.startsWith('Đề xuất') && entry.confidence === 'A', entry.key);
  }
  const value = (key: string) => ACCESS_REGISTER.find((entry) => entry.key === key)?.value;
  t.deepEqual(
    ['user', 'admin'].map((who) => value(`access.password.length.${who}`)),
    [8, 12],
  );
  t.deepEqual(
    ['user', 'admin'].map((who) => value(`access.password.age.${who}`)),
    [6, 3],
  );
});
