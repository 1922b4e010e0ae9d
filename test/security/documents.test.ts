/** What is written down for whoever runs or reviews the product is what the code does. */
import fs from 'node:fs';
import path from 'node:path';
import ava from 'ava';
import { DEFAULT_OPTIONS } from '../../api/api-services.ts';
import { MOST_RESOURCE_BYTES } from '../../api/contract/definition.ts';
import { MOST_PDF_BYTES } from '../../api/routes/verifications.ts';
import { MOST_FILE_BYTES } from '../../commands/imports/read-table.ts';
import classes from '../../processes/_catalogues/data-classes.catalogue.json' with { type: 'json' };
import { useApi } from '../api/api-server.ts';
import { ROOT } from './product-source.ts';

const server = useApi(ava);
const test = ava;
const read = (file: string): string => fs.readFileSync(path.join(ROOT, file), 'utf8');

/** The constants that a property of this name may have, anywhere in a schema. */
function constantsOf(value: unknown, property: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = (value as Record<string, { const?: unknown } | undefined>)[property]?.const;
  return [...(typeof own === 'string' ? [own] : []), ...Object.values(value).flatMap((inner) => constantsOf(inner, property))];
}

test('every class of data is explained, with what it asks for', (t) => {
  const text = read('docs/data-protection.md').split('## Classes')[1] ?? '';
  const named = text.split('\n## ')[0]?.toLowerCase() ?? '';
  t.is(classes.items.length, 8);
  for (const { code, name } of classes.items) t.true(named.includes(code.toLowerCase()) || named.includes(name.en.toLowerCase()), code);
});

test('every way of signing in and of proving oneself is explained', async (t) => {
  const text = read('docs/sign-in.md');
  const document = (await server.anyone('GET', '/api/openapi.json')).body as { paths: Record<string, unknown> };
  const kinds = [...new Set(constantsOf(document, 'method'))];
  t.true(kinds.length >= 4, kinds.join());
  for (const kind of kinds) t.true(text.includes(kind === 'password' ? '## Passwords' : kind), kind);
  for (const route of Object.keys(document.paths).filter(
    (each) => /^\/api\/v1\/session(\/|$)/.test(each) && !/rules|methods|logout|callback/.test(each),
  ))
    t.true(text.includes(route) || text.includes(route.replace('/api/v1/session', '')), route);
});

test('nothing asks for a hint or a secret question', async (t) => {
  const text = JSON.stringify((await server.anyone('GET', '/api/openapi.json')).body);
  t.notRegex(text, /"(\w*[hH]int|\w*[qQ]uestion|maiden\w*|securityAnswer)":/);
});

test('no operation answers with a redirect', async (t) => {
  const { paths } = (await server.anyone('GET', '/api/openapi.json')).body as {
    paths: Record<string, Record<string, { responses?: Record<string, unknown> }>>;
  };
  const statuses = Object.values(paths).flatMap((item) => Object.values(item).flatMap(({ responses }) => Object.keys(responses ?? {})));
  t.true(statuses.length > 100);
  t.deepEqual(
    statuses.filter((status) => status.startsWith('3') && status !== '304'),
    [],
  );
});

test('sizes of uploads, and how often one may ask, are those of the code', (t) => {
  const text = read('docs/api.md').split('## Limits')[1]?.split('\n## ')[0] ?? '';
  const mega = (bytes: number): string => `${bytes / 1024 / 1024} MB`;
  t.true(
    [MOST_RESOURCE_BYTES, MOST_FILE_BYTES, MOST_PDF_BYTES].every((bytes) => text.includes(mega(bytes))),
    text,
  );
  const { limits, signInLimits, lookupLimits } = DEFAULT_OPTIONS;
  for (const number of [...Object.values(limits), signInLimits.pair, signInLimits.network, lookupLimits.code, lookupLimits.network])
    t.regex(text, new RegExp(`\\b${number.toLocaleString('en')}\\b`), String(number));
});

test('every table that nobody may change stands in the inventory of logs', (t) => {
  const inventory = read('docs/security.md').split('\n## Logs\n')[1]?.split('\n## ')[0] ?? '';
  const records = /const RECORDS = \[([^\]]+)\]/.exec(read('test/store/append-only.test.ts'))?.[1] ?? '';
  const tables = [...records.matchAll(/'(\w+)'/g)].map((found) => found[1] ?? '');
  t.true(tables.length >= 12);
  for (const table of tables) t.true(inventory.includes(`\`${table}\``), table);
});

test('the lock file names every library with its version and its checksum', (t) => {
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { version?: string; integrity?: string; link?: boolean }>;
  };
  const installed = Object.entries(packages).filter(([name]) => name.startsWith('node_modules/'));
  t.true(installed.length > 300);
  t.deepEqual(
    installed.filter(([, { version, integrity }]) => version === undefined || !integrity?.startsWith('sha512-')).map(([name]) => name),
    [],
  );
});
