/** The embedded server as it is shipped (fsync on) with a data folder of its own, and in it a new, migrated database for each run. */
import path from 'node:path';
import pg from 'pg';
import { openDatabase, type Database } from '../store/connection.ts';
import { startEmbedded, type EmbeddedServer } from '../store/embedded/start-embedded.ts';
import { migrate } from '../store/migrate.ts';

/** As many as pgbench opens. */
export const CONNECTIONS = 8;
const NAME = 'bench';

export interface BenchDatabase {
  readonly server: EmbeddedServer;
  readonly db: Database;
  readonly url: string;
  readonly name: string;
  close(): Promise<void>;
}

export async function openBenchDatabase(): Promise<BenchDatabase> {
  const dataFolder = path.join(import.meta.dirname, '..', '.data', 'bench');
  const server = await startEmbedded({ dataFolder });
  if (server.joined) throw new Error('Expected nobody else to use the server of the benchmark: is another run under way?');
  await anew(server);
  const url = server.url(NAME);
  await migrate(url);
  const db = openDatabase(url, { max: CONNECTIONS });
  const fsync = await one<{ fsync: string }>(db, 'show fsync');
  if (fsync.fsync !== 'on') throw new Error('Expected fsync to be on.');
  return {
    server,
    db,
    url,
    name: NAME,
    async close() {
      await db.close();
      await server.stop();
    },
  };
}

async function anew(server: EmbeddedServer): Promise<void> {
  const admin = new pg.Client({ connectionString: server.url('postgres') });
  await admin.connect();
  await admin.query(`drop database if exists ${NAME} with (force)`);
  await admin.query(`create database ${NAME}`);
  await admin.end();
}

export async function one<R extends pg.QueryResultRow>({ pool }: Database, text: string, values: readonly unknown[] = []): Promise<R> {
  const { rows } = await pool.query<R>(text, values as unknown[]);
  if (!rows[0]) throw new Error(`Expected a row of: ${text}`);
  return rows[0];
}

/** Bytes of WAL so far. */
export async function walBytes(db: Database): Promise<number> {
  return Number((await one<{ n: string }>(db, "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::text as n")).n);
}
