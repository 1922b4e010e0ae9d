import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import levels from '../../scripts/security/asvs-5.0.0.json' with { type: 'json' };
import { faultsOf, readRequirements, type Requirement } from '../../scripts/security/read-requirements.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const rows = readRequirements(fs.readFileSync(path.join(ROOT, 'docs/security.md'), 'utf8'));

test('docs/security.md has one row for every requirement of ASVS 5.0.0, levels 1 and 2', (t) => {
  t.is(Object.keys(levels).length, 253);
  t.deepEqual(Object.fromEntries(rows.map(({ number, level }) => [number, level])), levels);
  t.is(rows.length, 253);
});

test('every test and every file that a row names is there, and every row has a reason', (t) => {
  t.deepEqual(
    rows.flatMap((row) => faultsOf(row, ROOT)),
    [],
  );
});

test('a row that names a test that is not there is found out', (t) => {
  const row = (state: string, where: string): Requirement => ({ number: 'V0.0.0', level: 1, state, where });
  for (const [state, where] of [
    ['tested', '`test/docs/security.test.ts` "no test has this title, not even ' + 'this one"'],
    ['tested', '`test/docs/nowhere.test.ts` "x"'],
    ['tested', 'believe me'],
    ['built', 'somewhere'],
    ['built', '`api/nowhere.ts`'],
    ['open', ''],
    ['done', 'really'],
  ] as const)
    t.true(faultsOf(row(state, where), ROOT).length > 0, where);
});
