import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'ava';
import { measureTree } from '../../scripts/measure/measure-tree.ts';
import { percentile } from '../../scripts/measure/percentile.ts';

test('a percentile is a value that occurs', (t) => {
  t.is(percentile([5, 1, 3, 2, 4], 50), 3);
  t.is(percentile([5, 1, 3, 2, 4], 95), 5);
  t.is(percentile([], 50), 0);
});

test('files and functions are counted in lines of the source, types included', (t) => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'trinh-ky-measure-'));
  t.teardown(() => fs.rmSync(root, { recursive: true }));
  fs.mkdirSync(path.join(root, 'law'));
  fs.writeFileSync(
    path.join(root, 'law/a.ts'),
    'interface A {\n  x: number;\n}\nexport function f(a: A): number {\n  return [a].map((one) => one.x)[0] ?? 0;\n}\n',
  );
  t.deepEqual(measureTree(root), { files: [{ name: 'law/a.ts', lines: 6 }], functions: [{ name: 'law/a.ts:4 f', lines: 3 }] });
});
