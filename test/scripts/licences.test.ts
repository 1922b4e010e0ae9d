import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'ava';
import { findLicenceProblems } from '../../scripts/licences/find-licence-problems.ts';
import { isPermissive } from '../../scripts/licences/is-permissive.ts';

const ROOT = path.join(import.meta.dirname, '../..');

test('every dependency that reaches a user has a permissive licence', (t) => {
  t.deepEqual(findLicenceProblems(ROOT), []);
});

test('the lock file carries no download addresses', (t) => {
  t.notRegex(fs.readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8'), /"resolved": "http/);
});

test('every dependency is pinned to one version', (t) => {
  const manifest = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as Record<string, Record<string, string>>;
  const groups = ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides'];
  const ranges = groups
    .flatMap((group) => Object.entries(manifest[group] ?? {}))
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
  t.deepEqual(ranges, []);
});

test('an expression is permissive when one of its choices is', (t) => {
  for (const good of ['MIT', '(MIT OR GPL-3.0-only)', 'MIT AND Zlib', 'Apache-2.0']) t.true(isPermissive(good), good);
  for (const bad of ['GPL-3.0-only', 'MIT AND GPL-2.0-only', 'UNLICENSED', 'SEE LICENSE IN X', '']) t.false(isPermissive(bad), bad);
});

test('what an installed package says counts before the lock file, and development dependencies do not count', (t) => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'trinh-ky-licences-'));
  t.teardown(() => fs.rmSync(root, { recursive: true }));
  const packages = {
    '': {},
    'node_modules/a': { version: '1.0.0', license: 'MIT' },
    'node_modules/b': { version: '1.0.0', license: 'GPL-3.0-only', dev: true },
    'node_modules/a/node_modules/c': { version: '2.0.0' },
  };
  fs.writeFileSync(path.join(root, 'package-lock.json'), JSON.stringify({ packages }));
  fs.mkdirSync(path.join(root, 'node_modules/a'), { recursive: true });
  fs.writeFileSync(path.join(root, 'node_modules/a/package.json'), JSON.stringify({ licenses: [{ type: 'AGPL-3.0-only' }] }));
  t.deepEqual(findLicenceProblems(root), ['a 1.0.0: AGPL-3.0-only', 'c 2.0.0: no licence named']);
});
