import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'ava';
import pg from 'pg';
import { startEmbedded, type EmbeddedServer } from '../../store/embedded/start-embedded.ts';
import { isAlive } from '../../store/embedded/postmaster.ts';
import { eventually } from '../store/embedded/eventually.ts';
import { migrate } from '../../store/migrate.ts';
import { installationAt, recover } from '../reliability/installation.ts';
import { furnish, openOffice } from '../reliability/office.ts';
import { storm } from '../reliability/storm.ts';

const KILLS = 24;

/** A server of its own, as durable as in production: what was acknowledged is on the disk. */
async function durableServer(dataFolder: string): Promise<EmbeddedServer> {
  const settings = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };
  return await startEmbedded({ dataFolder, pgBin: process.env['PG_BIN'], settings });
}

async function query(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

const VICTIM = "select pid from pg_stat_activity where application_name = 'trinh-ky' order by random() limit 1";

/**
 * SIGKILL to a backend that works for a node: the server throws all its connections out and recovers from its log. One that ends by
 * itself before it is hit is no victim: the next is tried.
 */
async function killBackend(url: string, tries = 5): Promise<boolean> {
  const [victim] = await query(url, VICTIM);
  if (!victim || tries === 0) return false;
  try {
    return process.kill(Number(victim['pid']), 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    return await killBackend(url, tries - 1);
  }
}

test('the database server itself killed again and again, fsync on: nothing acknowledged is lost, nothing happens twice, every case ends', async (t) => {
  t.timeout(20 * 60_000);
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'database-kills-'));
  let server = await durableServer(dataFolder);
  const url = server.url('cases');
  await query(server.url('postgres'), 'create database cases');
  await migrate(url);
  const office = openOffice(url);
  await furnish(office);
  await office.close();
  let [backends, servers] = [0, 0];
  const killDatabase = async (kill: number): Promise<string | undefined> => {
    if (kill % 4 === 1) {
      backends += (await killBackend(url)) ? 1 : 0;
    }
    if (kill % 4 !== 3) return undefined;
    const { pid } = server;
    process.kill(pid, 'SIGKILL');
    servers += 1;
    await eventually('the server is gone', () => !isAlive(pid));
    await server.stop();
    server = await durableServer(dataFolder);
    return server.url('cases');
  };
  const installation = installationAt(url, async () => await Promise.resolve());
  try {
    const kinds = ['whole', 'rush', 'listener', 'flaky', 'waiter', 'held'] as const;
    const after = await storm(installation, { kills: KILLS, nodes: 2, clients: 8, kinds, between: [300, 1_500], also: killDatabase });
    t.is((await query(url, 'show fsync'))[0]?.['fsync'], 'on');
    t.deepEqual(after.deaths, []);
    t.deepEqual(await recover(installation, after.files, after.journeys, after.aheadMs), []);
    t.true(backends >= 5 && servers >= 5);
    t.log(`${KILLS} nodes, ${backends} backends, ${servers} servers killed; ${after.journeys.length} journeys`);
  } finally {
    await installation.remove();
    await server.stop();
    fs.rmSync(dataFolder, { recursive: true, force: true });
  }
});
