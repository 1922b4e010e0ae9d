import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'ava';
import { isAlive } from '../store/embedded/postmaster.ts';
import { createDatabase, dropDatabase } from './database.ts';
import { ensureKeyFile } from '../protection/file-keys.ts';
import { spawnServer } from './spawn-server.ts';
import { eventually } from './store/embedded/eventually.ts';
import { ask } from './tls/ask.ts';
import { filesOf, makeAuthority } from './tls/authority.ts';

test.serial(
  'the server comes up, says that it is ready, and ends in order on SIGTERM; another one on its port is told the remedy',
  async (t) => {
    const database = await createDatabase();
    t.teardown(async () => await dropDatabase(database));
    const server = await spawnServer({ DATABASE_URL: database });
    const health = await fetch(`${server.url}/api/health`);
    t.is(health.status, 200);
    t.like(await health.json(), { live: true, ready: true, pendingMigrations: [] });
    const root = await fetch(`${server.url}/demo-authority/root.cer`);
    t.deepEqual([root.status, root.headers.get('content-type')], [200, 'application/pkix-cert']);
    t.is((await fetch(`${server.url}/demo-authority/root.pem`)).status, 404);
    const other = spawnServer({ DATABASE_URL: database, PORT: new URL(server.url).port });
    await t.throwsAsync(other, { message: /in use.*set PORT/ });
    t.is(await server.end('SIGTERM'), 0);
    t.deepEqual(
      server.log
        .map(({ message }) => message)
        .filter((message) => message !== 'request' && message !== 'refused')
        .slice(-3),
      ['listening', 'stopping', 'stopped'],
    );
  },
);

test.serial('several nodes share one database', async (t) => {
  const database = await createDatabase();
  t.teardown(async () => await dropDatabase(database));
  const nodes = await Promise.all([1, 2].map(async () => await spawnServer({ DATABASE_URL: database })));
  for (const { url } of nodes) t.like(await (await fetch(`${url}/api/health`)).json(), { ready: true });
  t.deepEqual(await Promise.all(nodes.map(async (node) => await node.end('SIGINT'))), [0, 0]);
});

test.serial('with certificate files it speaks TLS, says so to browsers, and reads the files anew on SIGHUP', async (t) => {
  const authority = await makeAuthority('Root');
  const [first, second] = [
    await authority.issue({ name: 'first', usage: 'server' }),
    await authority.issue({ name: 'second', usage: 'server' }),
  ];
  const at = filesOf(t, { cert: first.cert, key: first.key });
  const database = await createDatabase();
  t.teardown(async () => await dropDatabase(database));
  const server = await spawnServer({ DATABASE_URL: database, DEMO: 'true', TLS_CERT: at('cert'), TLS_KEY: at('key') });
  const trust = { ca: authority.cert };
  const health = await ask(`${server.url}/api/health`, trust);
  t.like(health, { status: 200, server: 'first' });
  t.regex(String(health.headers['strict-transport-security']), /max-age=31536000/);
  const body = JSON.stringify({ login: 'nobody', password: 'x' });
  const headers = { 'content-type': 'application/json', origin: server.url, 'content-length': body.length };
  t.is((await ask(`${server.url}/api/v1/session`, { ...trust, method: 'POST', headers, body })).status, 401);
  fs.writeFileSync(at('cert'), second.cert);
  fs.writeFileSync(at('key'), second.key);
  process.kill(server.pid, 'SIGHUP');
  await eventually('the files are read', () => server.log.some(({ message }) => message === 'certificates read anew'));
  t.is((await ask(`${server.url}/api/health`, trust)).server, 'second');
  t.is(await server.end('SIGTERM'), 0);
});

test.serial('in production it does not start without DATABASE_URL', async (t) => {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'trinh-ky-keys-')), 'master.keys');
  ensureKeyFile(file);
  const env = {
    NODE_ENV: 'production',
    DATABASE_URL: '',
    KEY_FILE: file,
    RECORD_KEY_FILE: '/etc/key.pem',
    FILES_SCANNED_ELSEWHERE: 'true',
  };
  await t.throwsAsync(spawnServer(env), { message: /Set DATABASE_URL/ });
});

test.serial('without DATABASE_URL it brings its own database, which ends with it, also by SIGKILL', async (t) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'trinh-ky-server-'));
  t.teardown(() => fs.rmSync(folder, { recursive: true, force: true }));
  fs.chmodSync(folder, 0o755);
  const postmaster = (): number => Number(fs.readFileSync(path.join(folder, 'postgres/pg18/postmaster.pid'), 'utf8').split('\n')[0]);
  const server = await spawnServer({ DATABASE_URL: '', DATA_DIR: folder });
  t.like(await (await fetch(`${server.url}/api/health`)).json(), { ready: true });
  const first = postmaster();
  await server.end('SIGKILL');
  await eventually('the database ends', () => !isAlive(first));
  const again = await spawnServer({ DATABASE_URL: '', DATA_DIR: folder });
  process.kill(postmaster(), 'SIGKILL');
  t.is(await again.exited, 1);
  t.is(again.log.at(-1)?.['message'], 'stopped');
});
