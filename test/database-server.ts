/**
 * The database of a test run: one server for the whole run, started or joined by ava's main process, and a template that
 * is migrated once for each content of migrations/. Runs of several checkouts and of several people at once do not meet.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../store/embedded/start-embedded.ts';

const ROOT = path.join(import.meta.dirname, '..');
const ROOM = 4 * 2 ** 30;
const KEPT_TEMPLATES = 4;
const TEMPLATE_LOCK = 7_411_001;
/** tests may lose all on a power cut, but should not wait for a disk */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '512MB', autovacuum_naptime: '5s' };

/** Once, from ava.config.js. Test processes inherit TEST_DATABASE_URL and TEST_TEMPLATE. */
export async function prepareDatabase(): Promise<void> {
  process.env['TEST_DATABASE_URL'] ??= await startServer();
  const template = `template_${hashOf([path.join(ROOT, 'migrations'), path.join(ROOT, 'store', 'migrate.ts')])}`;
  await asAdmin(async (admin) => {
    await dropRemains(admin, template);
    await makeTemplate(admin, template);
  });
  process.env['TEST_TEMPLATE'] = template;
}

async function startServer(): Promise<string> {
  const server = await startEmbedded({
    dataFolder: dataFolder(),
    pgBin: process.env['PG_BIN'],
    settings: FAST,
    log: (line) => console.error(line),
  });
  return server.url('postgres');
}

const MEMORY = '/dev/shm';
const PREFIX = `trinh-ky-test-${process.getuid?.() ?? 'user'}-`;
/** says whose it is */
const MARK = 'checkout';

/**
 * In memory, else in the folder for temporary files, where there is room: each test file's database is 1,500 files, which some disks make
 * in two seconds of CPU beside the many files of a checkout, and memory in a tenth of one. It is small, stays for the next run, and goes
 * with its checkout.
 */
function dataFolder(): string {
  const place = [MEMORY, os.tmpdir()].find((one) => freeBytes(one) >= ROOM && (one !== MEMORY || os.freemem() >= ROOM));
  if (place === undefined) return path.join(ROOT, '.data', 'test');
  removeThoseOfNobody(place);
  const folder = path.join(place, PREFIX + createHash('sha256').update(ROOT).digest('hex').slice(0, 16));
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  fs.writeFileSync(path.join(folder, MARK), ROOT);
  return folder;
}

function removeThoseOfNobody(place: string): void {
  for (const name of fs.readdirSync(place).filter((one) => one.startsWith(PREFIX))) {
    const mark = path.join(place, name, MARK);
    if (fs.existsSync(mark) && !fs.existsSync(fs.readFileSync(mark, 'utf8')))
      fs.rmSync(path.join(place, name), { recursive: true, force: true });
  }
}

function freeBytes(folder: string): number {
  try {
    fs.accessSync(folder, fs.constants.W_OK);
    const { bavail, bsize } = fs.statfsSync(folder);
    return bavail * bsize;
  } catch {
    return 0;
  }
}

export function databaseUrl(database: string): string {
  const url = process.env['TEST_DATABASE_URL'];
  if (url === undefined) throw new Error('TEST_DATABASE_URL is not set: start the tests through ava.config.js');
  return url.replace(/\/[^/?]*(\?|$)/, `/${database}$1`);
}

export async function asAdmin<T>(work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: databaseUrl('postgres') });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

function hashOf(places: readonly string[]): string {
  const hash = createHash('sha256');
  for (const place of places) {
    for (const file of filesOf(place)) hash.update(path.relative(ROOT, file)).update(fs.readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

function filesOf(place: string): readonly string[] {
  const stat = fs.statSync(place, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return stat ? [place] : [];
  const entries = fs.readdirSync(place, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/** Databases of test processes that were killed, and templates of earlier migrations. */
async function dropRemains(admin: pg.Client, current: string): Promise<void> {
  const { rows } = await admin.query<{ name: string }>(
    String.raw`select datname as name from pg_database where datname ~ '^(test_\d+_|template_\w{16})' order by oid desc`,
  );
  const names = rows.map((row) => row.name);
  const templates = names.filter((name) => name.startsWith('template_') && name !== current);
  const orphans = names.filter((name) => isOrphan(name));
  for (const name of [...orphans, ...templates.slice(KEPT_TEMPLATES)]) {
    // another run may be dropping or cloning the same one: then it is not ours to drop
    await admin.query(`drop database if exists ${name}`).catch(() => {});
  }
}

function isOrphan(name: string): boolean {
  const pid = /^test_(\d+)_/.exec(name)?.[1];
  if (pid === undefined) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

async function makeTemplate(admin: pg.Client, template: string): Promise<void> {
  await admin.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  const found = await admin.query('select from pg_database where datname = $1', [template]);
  if (found.rowCount !== 0) return;
  const unfinished = `${template}_unfinished`;
  await admin.query(`drop database if exists ${unfinished}`);
  await admin.query(`create database ${unfinished}`);
  await migrateTemplate(databaseUrl(unfinished));
  await admin.query(`alter database ${unfinished} rename to ${template}`);
}

async function migrateTemplate(url: string): Promise<void> {
  const runner = path.join(ROOT, 'store', 'migrate.ts');
  if (!fs.existsSync(runner)) return;
  const { migrate } = (await import(runner)) as { migrate: (url: string) => Promise<unknown> };
  await migrate(url);
}
