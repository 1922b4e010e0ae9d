import test from 'ava';
import { violationsOf } from './made-up-tree.ts';

test('a sound tree has no violations', (t) => {
  const files = {
    'errors.ts': 'export class Rejection extends Error {}\n',
    'engine/step.ts': "import { Rejection } from '../errors.ts';\nexport const step = (now: string) => [now, new Date(now), Rejection];\n",
    'store/load.ts':
      "import pg from 'pg';\nimport type { step } from '../engine/step.ts';\nexport const load = (x: typeof step) => [pg, x];\n",
    'server.ts': "import { load } from './store/load.ts';\nimport './config.ts';\nload;\n",
    'config.ts': "export const port = process.env['PORT'];\n",
  };
  t.deepEqual(violationsOf(t, files), []);
});

const BROKEN: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[]])[] = [
  ['an import over a wall', { 'engine/step.ts': "import { x } from '../store/x.ts';\n" }, ['wall engine/step.ts']],
  ['a re-export over a wall', { 'law/a.ts': "export * from '../engine/x.ts';\n" }, ['wall law/a.ts']],
  ['an import over several lines', { 'law/a.ts': "import {\n  x,\n  y,\n} from '../engine/x.ts';\n" }, ['wall law/a.ts']],
  ['a dynamic import over a wall', { 'law/a.ts': "export const x = async () => await import('../engine/x.ts');\n" }, ['wall law/a.ts']],
  ['a type over a wall', { 'expressions/a.ts': "import type { X } from '../engine/x.ts';\n" }, ['wall expressions/a.ts']],
  ['a value where only types are allowed', { 'store/a.ts': "import { step } from '../engine/step.ts';\n" }, ['wall store/a.ts']],
  ['a part of a room that is not granted', { 'worker/a.ts': "import { x } from '../store/repositories/x.ts';\n" }, ['wall worker/a.ts']],
  ['a room that nobody has heard of', { 'extras/a.ts': '' }, ['wall extras/a.ts']],
  ['knex outside the store', { 'commands/a.ts': "import knex from 'knex';\n" }, ['package commands/a.ts']],
  ['pg by require', { 'cli/a.cjs': "require('pg');\n" }, ['package cli/a.cjs']],
  ['settings read inside a room', { 'api/a.ts': "import { loadConfig } from '../config.ts';\n" }, ['config api/a.ts']],
  [
    "one's own index",
    { 'forms/a.ts': "import { x } from './index.ts';\n", 'forms/index.ts': 'export const x = 1;\n' },
    ['index forms/a.ts'],
  ],
  [
    'a circle of three',
    { 'law/a.ts': "import './b.ts';\n", 'law/b.ts': "import './c.ts';\n", 'law/c.ts': "import './a.ts';\n" },
    ['cycle law/a.ts'],
  ],
  [
    'a circle of types',
    { 'law/a.ts': "import type { B } from './b.ts';\n", 'law/b.ts': "import type { A } from './a.ts';\n" },
    ['cycle law/a.ts'],
  ],
  ['the environment', { 'api/a.ts': "export const x = process.env['X'];\n" }, ['environment api/a.ts']],
  ['the environment by a computed name', { 'api/a.ts': "export const x = process['env'];\n" }, ['environment api/a.ts']],
  ['the environment by import', { 'api/a.ts': "import { env } from 'node:process';\nenv;\n" }, ['environment api/a.ts']],
  ['the clock in the kernel', { 'engine/a.ts': 'export const x = (): number => Date.now();\n' }, ['purity engine/a.ts']],
  ['a date without a value', { 'law/a.ts': 'export const x = new Date();\n' }, ['purity law/a.ts']],
  ["Temporal's clock", { 'law/a.ts': 'export const x = Temporal.Now.instant();\n' }, ['purity law/a.ts']],
  ['chance', { 'expressions/a.ts': 'export const x = Math.random();\n' }, ['purity expressions/a.ts']],
  ['a file system in a pure room', { 'policies/a.ts': "import fs from 'node:fs';\nfs;\n" }, ['purity policies/a.ts']],
  [
    'a hash of Node in a room that the client runs too',
    { 'forms/a.ts': "import { createHash } from 'node:crypto';\ncreateHash;\n" },
    ['purity forms/a.ts'],
  ],
  ['a buffer in a room that the client runs too', { 'forms/a.ts': "export const x = Buffer.from('x');\n" }, ['purity forms/a.ts']],
  ['a status that is set', { 'api/a.ts': 'export const f = (c: { status: number }) => (c.status = 409);\n' }, ['status api/a.ts']],
  ['a status that is compared', { 'worker/a.ts': 'export const f = (r: Response) => r.status >= 500;\n' }, ['status worker/a.ts']],
  ['a status in a record', { 'api/a.ts': 'export const x = { status: 404 };\n' }, ['status api/a.ts']],
  ['a status that is thrown', { 'api/a.ts': 'export const f = (c: { throw(n: number): void }) => c.throw(403);\n' }, ['status api/a.ts']],
  ['a name that says nothing', { 'api/utils.ts': '' }, ['name api/utils.ts']],
  ['a name in camel case', { 'api/fooBar.ts': '' }, ['name api/fooBar.ts']],
  ['a long file', { 'api/a.ts': '\n'.repeat(401) }, ['length api/a.ts']],
];

for (const [what, files, expected] of BROKEN) {
  test(`${what} is found`, (t) => t.deepEqual(violationsOf(t, files), expected));
}

test('tests, benchmarks and scripts may use everything', (t) => {
  t.deepEqual(
    violationsOf(t, { 'test/a.ts': "import pg from 'pg';\nimport '../engine/x.ts';\npg.defaults.user = process.env['U'];\n" }),
    [],
  );
});
