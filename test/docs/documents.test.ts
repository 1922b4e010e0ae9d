import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { ROOMS } from '../../scripts/architecture/import-table.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const read = (file: string): string => fs.readFileSync(path.join(ROOT, file), 'utf8');
const DOCUMENTS = fs
  .readdirSync(ROOT)
  .concat(fs.readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map((name) => path.join('docs', name)))
  .filter((name) => name.endsWith('.md'));

test('links between documents lead to files that are there', (t) => {
  const broken = DOCUMENTS.flatMap((file) =>
    [...read(file).matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)]
      .map((found) => found[1] ?? '')
      .filter((target) => !fs.existsSync(path.join(ROOT, path.dirname(file), target)))
      .map((target) => `${file}: ${target}`),
  );
  t.deepEqual(broken, []);
});

test('README names every setting that config.ts reads, and no other', (t) => {
  const names = (text: string, pattern: RegExp): readonly string[] =>
    [...new Set([...text.matchAll(pattern)].map((found) => found[1] ?? ''))].toSorted((a, b) => (a < b ? -1 : 1));
  const settings = read('README.md').split('## Settings')[1]?.split('\n## ')[0] ?? '';
  const firstColumn = settings
    .split('\n')
    .map((line) => line.split('|')[1] ?? '')
    .join('\n');
  const code = read('config.ts') + read('config-scanning.ts') + read('config-signing.ts');
  t.deepEqual(names(firstColumn, /`([A-Z0-9_]+)`/g), names(code, /read\.\w+\('([A-Z0-9_]+)'/g));
});

test('docs/architecture.md describes every room of the import table', (t) => {
  const rooms = read('docs/architecture.md').split('## Rooms')[1]?.split('\n## ')[0] ?? '';
  t.deepEqual(
    Object.keys(ROOMS).filter((room) => !rooms.includes(`\`${room}\``)),
    [],
  );
});

test('each decision stands in the list of decisions', (t) => {
  const list = read('docs/adr/README.md');
  const files = fs.readdirSync(path.join(ROOT, 'docs/adr')).filter((name) => /^\d{4}-/.test(name));
  t.true(files.length >= 16);
  t.deepEqual(
    files.filter((name) => !list.includes(`(${name})`)),
    [],
  );
});
