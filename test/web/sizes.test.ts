/** What pages make a browser load stays within web/budgets.json, on the build that is served. */
import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'ava';
import { randomBytes } from 'node:crypto';
import { webFolder } from '../../composition/web-build.ts';
import { createLogger } from '../../logging/logger.ts';
import { isWithin, pageSizes } from '../../scripts/web-size/page-sizes.ts';
import budgets from '../../web/budgets.json' with { type: 'json' };

test('each page is within its budget', async (t) => {
  t.timeout(240_000);
  const built = await webFolder(false, createLogger({ level: 'error', format: 'json' }));
  for (const size of pageSizes(built, budgets.pages))
    t.true(isWithin(size), `${size.page}: script ${size.script.toFixed(1)} KB, style ${size.style.toFixed(1)} KB`);
});

test('what a chunk imports counts once, what it does not load counts not at all, and an unknown source is told', (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sizes-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  mkdirSync(path.join(folder, 'assets'));
  // chance cannot be packed: each file is as large as it is
  for (const name of ['main.js', 'shared.js', 'page.js', 'other.js', 'page.css'])
    writeFileSync(path.join(folder, 'assets', name), randomBytes(10_000));
  const manifest = {
    'index.html': { file: 'assets/main.js', isEntry: true, imports: ['_shared.js'] },
    '_shared.js': { file: 'assets/shared.js' },
    'src/page.tsx': { file: 'assets/page.js', imports: ['_shared.js', 'index.html'], css: ['assets/page.css'] },
    'src/other.tsx': { file: 'assets/other.js' },
  };
  writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
  const budget = { script: 31, style: 9, loads: ['src/page.tsx'], goal: { script: 20, style: 5 } };
  const [size] = pageSizes(folder, { '/page': budget });
  t.is(Math.round(size?.script ?? 0), 30);
  t.is(Math.round(size?.style ?? 0), 10);
  t.false(size && isWithin(size), 'the style is larger than it may be');
  t.throws(() => pageSizes(folder, { '/page': { ...budget, loads: ['src/gone.tsx'] } }), { message: /src\/gone\.tsx/ });
});
