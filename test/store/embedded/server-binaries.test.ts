import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { serverAccount } from '../../../store/embedded/server-account.ts';
import { findServerBinaries } from '../../../store/embedded/server-binaries.ts';
import { startEmbedded } from '../../../store/embedded/start-embedded.ts';
import { query } from './query.ts';
import { scratchFolder } from './scratch-folder.ts';

test('PG_BIN selects another server', async (t) => {
  const copyRoot = scratchFolder(t, 'copies');
  fs.mkdirSync(copyRoot);
  const packaged = findServerBinaries({ account: serverAccount(copyRoot), copyRoot, log: () => {} });
  const other = scratchFolder(t, 'other');
  for (const folder of ['lib', 'share'])
    fs.cpSync(path.join(packaged.root, folder), path.join(other, folder), { recursive: true, verbatimSymlinks: true });
  fs.cpSync(path.join(packaged.root, 'bin'), path.join(other, 'bin'), { recursive: true });
  const server = await startEmbedded({ dataFolder: scratchFolder(t), pgBin: path.join(other, 'bin') });
  t.teardown(async () => await server.stop());
  const rows = await query<{ folder: string }>(server.url('postgres'), "select setting as folder from pg_config where name = 'BINDIR'");
  t.is(rows[0]?.folder, fs.realpathSync(path.join(other, 'bin')));
});

test('a PG_BIN without a server is refused with the remedy', async (t) => {
  const error = await t.throwsAsync(startEmbedded({ dataFolder: scratchFolder(t), pgBin: '/nonexistent/bin' }));
  t.regex(error?.message ?? '', /not a PostgreSQL server.*PG_BIN/s);
});

const asRoot = process.getuid?.() === 0 ? test : test.skip;

asRoot('programs that the unprivileged account cannot reach are run from a copy', (t) => {
  const copyRoot = scratchFolder(t, 'copies');
  fs.mkdirSync(copyRoot);
  const account = serverAccount(copyRoot);
  const closed = scratchFolder(t, 'closed');
  const packaged = findServerBinaries({ account, copyRoot, log: () => {} });
  fs.cpSync(path.join(packaged.root, '..'), closed, { recursive: true, verbatimSymlinks: true });
  fs.writeFileSync(path.join(closed, 'package.json'), '{"version":"0.0.0-closed"}');
  fs.chmodSync(closed, 0o700);
  const lines: string[] = [];
  const copy = findServerBinaries({ account, copyRoot, log: (line) => lines.push(line), packaged: path.join(closed, 'native') });
  t.is(copy.root, path.join(copyRoot, 'server-0.0.0-closed', 'native'));
  t.is(copy.version, packaged.version);
  t.true(lines.some((line) => line.includes(copy.root)));
});
