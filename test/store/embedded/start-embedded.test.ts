import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { isAlive } from '../../../store/embedded/postmaster.ts';
import { startEmbedded } from '../../../store/embedded/start-embedded.ts';
import { eventually } from './eventually.ts';
import { query } from './query.ts';
import { scratchFolder } from './scratch-folder.ts';

test('a first start makes a server that only this account can reach', async (t) => {
  const server = await startEmbedded({ dataFolder: scratchFolder(t) });
  t.teardown(async () => await server.stop());
  t.false(server.joined);
  t.is(fs.statSync(server.host).mode & 0o777, 0o700);
  t.deepEqual(await query(server.url('postgres'), "select current_setting('listen_addresses') as listens"), [{ listens: '' }]);
});

test('after stop the server is gone, and its rows are there at the next start', async (t) => {
  const dataFolder = scratchFolder(t);
  const first = await startEmbedded({ dataFolder });
  await query(first.url('postgres'), 'create table kept as select 7 as number');
  await first.stop();
  t.false(isAlive(first.pid));
  const second = await startEmbedded({ dataFolder });
  t.deepEqual(await query(second.url('postgres'), 'select number from kept'), [{ number: 7 }]);
  await second.stop();
});

test('a server that is killed says so, and the next one recovers its rows', async (t) => {
  const dataFolder = scratchFolder(t);
  const first = await startEmbedded({ dataFolder });
  await query(first.url('postgres'), 'create table kept as select 8 as number');
  process.kill(first.pid, 'SIGKILL');
  await first.exited;
  const second = await startEmbedded({ dataFolder });
  t.deepEqual(await query(second.url('postgres'), 'select number from kept'), [{ number: 8 }]);
  await second.stop();
});

for (const [what, name] of [
  ['spaces and Vietnamese letters', 'hồ sơ của tôi'],
  ['quotes, a comma and a dollar sign', `it's "a", $HOME`],
  ['a percent sign and a question mark', '100% sure?'],
  ['more letters than a socket path may have', path.join(...Array.from({ length: 12 }, () => 'a-rather-long-folder-name'))],
] as const) {
  test(`a data folder may have ${what} in its name`, async (t) => {
    const server = await startEmbedded({ dataFolder: scratchFolder(t, name) });
    t.teardown(async () => await server.stop());
    t.deepEqual(await query(server.url('postgres'), 'select 1 as one'), [{ one: 1 }]);
    t.is(fs.statSync(server.host).mode & 0o777, 0o700);
  });
}

test('settings reach the server', async (t) => {
  const server = await startEmbedded({ dataFolder: scratchFolder(t), settings: { work_mem: '7MB' } });
  t.teardown(async () => await server.stop());
  t.deepEqual(await query(server.url('postgres'), "select current_setting('work_mem') as value"), [{ value: '7MB' }]);
});

test('a setting that the server refuses is told with the place of its log, and leaves no process', async (t) => {
  const dataFolder = scratchFolder(t);
  const error = await t.throwsAsync(startEmbedded({ dataFolder, settings: { no_such_setting: '1' } }));
  t.regex(error?.message ?? '', /no_such_setting.*postgres\.log/s);
  const next = await startEmbedded({ dataFolder });
  t.false(next.joined);
  await next.stop();
});

test('data of another major version is refused, with the remedy, and stays as it is', async (t) => {
  const dataFolder = scratchFolder(t);
  fs.mkdirSync(path.join(dataFolder, 'pg14'), { recursive: true });
  fs.writeFileSync(path.join(dataFolder, 'pg14', 'PG_VERSION'), '14\n');
  const error = await t.throwsAsync(startEmbedded({ dataFolder }));
  t.regex(error?.message ?? '', /pg14 was written by PostgreSQL 14.*PG_BIN/s);
  t.deepEqual(fs.readdirSync(dataFolder), ['pg14']);
});

test('a data folder that cannot be made is refused with the remedy', async (t) => {
  const file = scratchFolder(t, 'a-file');
  fs.writeFileSync(file, '');
  const error = await t.throwsAsync(startEmbedded({ dataFolder: path.join(file, 'data') }));
  t.regex(error?.message ?? '', /cannot be made.*DATA_DIR/s);
});

const asRoot = process.getuid?.() === 0 ? test : test.skip;

asRoot('root keeps the data under the state folder when only root may enter the checkout', async (t) => {
  const dataFolder = scratchFolder(t);
  const stateRoot = scratchFolder(t, 'state');
  fs.chmodSync(path.dirname(dataFolder), 0o700);
  const lines: string[] = [];
  const server = await startEmbedded({ dataFolder, stateRoot, log: (line) => lines.push(line) });
  t.true(server.host.startsWith(fs.realpathSync(stateRoot)));
  t.true(lines.some((line) => line.includes(path.dirname(server.host))));
  await query(server.url('postgres'), 'create table kept as select 9 as number');
  await server.stop();
  const again = await startEmbedded({ dataFolder, stateRoot });
  t.deepEqual(await query(again.url('postgres'), 'select number from kept'), [{ number: 9 }]);
  await again.stop();
  await eventually('the server ends', () => !isAlive(again.pid));
  // removed and made anew it is another folder: what was sealed with keys beside it would be read by nobody
  fs.rmSync(dataFolder, { recursive: true });
  const anew = await startEmbedded({ dataFolder, stateRoot });
  t.deepEqual(await query(anew.url('postgres'), "select to_regclass('kept') as kept"), [{ kept: null }]);
  await anew.stop();
});

asRoot('data that was put under the state folder before there were marks is found', async (t) => {
  const dataFolder = scratchFolder(t);
  const stateRoot = scratchFolder(t, 'state');
  fs.mkdirSync(dataFolder, { recursive: true });
  fs.chmodSync(path.dirname(dataFolder), 0o700);
  const name = createHash('sha256').update(fs.realpathSync(dataFolder)).digest('hex').slice(0, 16);
  fs.mkdirSync(path.join(stateRoot, name), { recursive: true });
  const server = await startEmbedded({ dataFolder, stateRoot });
  t.true(server.host.startsWith(path.join(fs.realpathSync(stateRoot), name)));
  await server.stop();
});

asRoot('root refuses to start empty when data is there that its account can no longer reach', async (t) => {
  const dataFolder = scratchFolder(t);
  await (await startEmbedded({ dataFolder, stateRoot: scratchFolder(t, 'state') })).stop();
  fs.chmodSync(path.dirname(dataFolder), 0o700);
  const error = await t.throwsAsync(startEmbedded({ dataFolder, stateRoot: scratchFolder(t, 'state') }));
  t.regex(error?.message ?? '', /cannot read and write the data folder/);
});
