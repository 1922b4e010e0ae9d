import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { isAlive } from '../../../store/embedded/postmaster.ts';
import { startEmbedded } from '../../../store/embedded/start-embedded.ts';
import { eventually } from './eventually.ts';
import { spawnHolder } from './holder.ts';
import { query } from './query.ts';
import { scratchFolder } from './scratch-folder.ts';

test('a second process joins the running server, which outlives the process that started it', async (t) => {
  const dataFolder = scratchFolder(t);
  const first = await spawnHolder(dataFolder).ready;
  const second = await spawnHolder(dataFolder).ready;
  t.true(second.joined);
  t.is(second.pid, first.pid);
  await first.leave();
  t.deepEqual(await query(second.url, 'select 1 as one'), [{ one: 1 }]);
  await second.leave();
  await eventually('the server ends', () => !isAlive(first.pid));
});

test('the server ends when the last process that uses it is killed', async (t) => {
  const dataFolder = scratchFolder(t);
  const first = await spawnHolder(dataFolder).ready;
  const second = await spawnHolder(dataFolder).ready;
  await first.kill();
  t.deepEqual(await query(second.url, 'select 1 as one'), [{ one: 1 }]);
  await second.kill();
  await eventually('the server ends', () => !isAlive(first.pid));
});

test('three first starts in the same moment share one server and leave no remains', async (t) => {
  const dataFolder = scratchFolder(t);
  const holders = await Promise.all([1, 2, 3].map(async () => await spawnHolder(dataFolder).ready));
  t.is(new Set(holders.map((holder) => holder.pid)).size, 1);
  t.is(holders.filter((holder) => !holder.joined).length, 1);
  for (const holder of holders) t.deepEqual(await query(holder.url, 'select 1 as one'), [{ one: 1 }]);
  t.deepEqual(fs.readdirSync(dataFolder).sort(), ['pg18', 'postgres.log', 'run']);
  await Promise.all(holders.map(async (holder) => await holder.leave()));
});

test('a first start that is killed leaves nothing half made, and the next one works', async (t) => {
  const dataFolder = scratchFolder(t);
  const started = spawnHolder(dataFolder);
  const remains = (): boolean => fs.existsSync(dataFolder) && fs.readdirSync(dataFolder).some((name) => name.includes('.new-'));
  await eventually('initdb runs', remains);
  await started.kill();
  await eventually('the remains are gone', () => !remains());
  t.false(fs.existsSync(path.join(dataFolder, 'pg18')));
  const next = await startEmbedded({ dataFolder });
  t.deepEqual(await query(next.url('postgres'), 'select 1 as one'), [{ one: 1 }]);
  await next.stop();
});

test('remains of an initdb that was killed together with its supervisor are removed by the next start', async (t) => {
  const dataFolder = scratchFolder(t);
  const remains = path.join(dataFolder, 'pg18.new-999999999');
  fs.mkdirSync(remains, { recursive: true });
  const server = await startEmbedded({ dataFolder });
  t.false(fs.existsSync(remains));
  await server.stop();
});

test('two copies in different folders run at the same time', async (t) => {
  const [one, two] = await Promise.all([spawnHolder(scratchFolder(t)).ready, spawnHolder(scratchFolder(t)).ready]);
  t.not(one.pid, two.pid);
  await query(one.url, 'create table only_in_one (id int)');
  t.deepEqual(await query(two.url, "select to_regclass('only_in_one') as found"), [{ found: null }]);
  await one.leave();
  t.deepEqual(await query(two.url, 'select 1 as one'), [{ one: 1 }]);
  await two.leave();
});

test('neither a missing home nor a missing temporary folder nor a strange search path matters', async (t) => {
  const nowhere = '/nonexistent/nowhere';
  const holder = await spawnHolder(scratchFolder(t), { HOME: nowhere, TMPDIR: nowhere, PATH: nowhere, LC_ALL: 'xx_XX', TZ: 'No/Where' })
    .ready;
  t.deepEqual(await query(holder.url, 'select 1 as one'), [{ one: 1 }]);
  await holder.leave();
});

test('a process that joins and leaves again and again never meets a server that is going down', async (t) => {
  const dataFolder = scratchFolder(t);
  for (let round = 0; round < 10; round += 1) {
    const server = await startEmbedded({ dataFolder });
    const next = startEmbedded({ dataFolder });
    await server.stop();
    const joined = await next;
    t.deepEqual(await query(joined.url('postgres'), 'select 1 as one'), [{ one: 1 }]);
    await joined.stop();
  }
});
