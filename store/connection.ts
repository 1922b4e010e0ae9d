/**
 * The open database: two pools for the hot path (named statements over pg), and knex for administration, all with our own readings
 * of PostgreSQL types: bigint as number (ids stay below 2^53), instants as ISO 8601 UTC strings, dates as ISO dates. The readings
 * are per pool, not global: agenda shares the driver and expects Date objects.
 */
import knexFactory, { type Knex } from 'knex';
import { createRequire } from 'node:module';
import pg from 'pg';
import type { Vault } from '../protection/vault.ts';
import { createKeyStore, type KeyStore } from './protection/key-store.ts';

export interface Database {
  readonly url: string;
  /** for all but steps */
  readonly pool: pg.Pool;
  /** loads and saves steps; its sessions plan every statement once, for any values, and probe indexes whatever a table's size was then */
  readonly steps: pg.Pool;
  readonly knex: Knex;
  /** of what is stored encrypted; without it nothing sensitive can be stored or read */
  readonly keys?: KeyStore;
  close(): Promise<void>;
}
/** Where statements run: any connection of the pool, or the one of an open transaction. A `Database` is one. */
export interface Session {
  readonly pool: Pick<pg.Pool | pg.PoolClient, 'query'>;
  readonly keys?: KeyStore;
}
export interface DatabaseOptions {
  /** connections of each of the two hot pools */
  readonly max?: number;
  /** told when an idle connection breaks (server restart, fail-over); the pool replaces it */
  readonly onConnectionLost?: (error: Error) => void;
  /** keys of what is stored encrypted */
  readonly vault?: Vault;
}

const { builtins } = pg.types;

/** `2026-11-21 06:19:24.5+00` to `2026-11-21T06:19:24.500Z`; infinity to null. Sessions run in UTC. */
export function instant(text: string): string | null {
  if (text.endsWith('infinity')) return null;
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(19, -3).slice(1, 4).padEnd(3, '0')}Z`;
}

const readings = new Map<number, (text: string) => unknown>([
  [builtins.INT8, Number],
  [builtins.TIMESTAMPTZ, instant],
  [builtins.DATE, (text) => text],
]);
export const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && readings.get(oid)) || (pg.types.getTypeParser(oid, format as 'text') as (text: string) => unknown),
} as pg.CustomTypesConfig;

interface Query {
  sql: string;
  bindings?: unknown[];
  options?: Record<string, unknown>;
}
const ClientPg = createRequire(import.meta.url)('knex/lib/dialects/postgres/index.js') as new () => {
  _query(connection: unknown, query: Query): Promise<unknown>;
};
// module level: knex makes a transaction's client with Object.create(), instance fields are lost there
const names = new Map<string, string>();
/** knex and objection on named prepared statements: a third less server time per statement. The cap bounds the server's memory. */
class PreparedPg extends ClientPg {
  override _query(connection: unknown, query: Query): Promise<unknown> {
    if (query.bindings?.length && !query.options?.['name']) {
      let name = names.get(query.sql);
      if (!name && names.size < 500) names.set(query.sql, (name = `k${names.size}`));
      if (name) query.options = { ...query.options, name };
    }
    return super._query(connection, query);
  }
}

const SESSION = '-c timezone=UTC -c datestyle=ISO -c jit=off';
/** Who must wait longer for a case that somebody holds is told to try again, and holds up nobody that is saved together with it. */
const LOCK_WAIT = '-c lock_timeout=2s';
const PLANNED_ONCE = `${SESSION} ${LOCK_WAIT} -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off`;

function settings(url: string, name: string, options = SESSION): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: name,
    types,
    options,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  };
}

/** It would write to the console, between the entries of the log; what matters comes as an error to whoever asked. */
const UNTOLD = { debug: () => {}, warn: () => {}, error: () => {}, deprecate: () => {} };

export function openKnex(url: string, max = 5): Knex {
  const connection = settings(url, 'trinh-ky-admin') as never;
  return knexFactory({ client: PreparedPg as never, connection, pool: { min: 0, max }, log: UNTOLD });
}

function openPool(config: pg.PoolConfig, { max = 10, onConnectionLost }: DatabaseOptions): pg.Pool {
  const pool = new pg.Pool({ ...config, max });
  // without a listener a server restart ends the process
  pool.on('error', (error) => onConnectionLost?.(error));
  // nor may one that breaks while it is checked out: whoever holds it hears of it from its next query
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** Opens lazily: the first query connects. */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const pool = openPool(settings(url, 'trinh-ky'), options);
  const steps = openPool(settings(url, 'trinh-ky-steps', PLANNED_ONCE), options);
  const knex = openKnex(url);
  return {
    url,
    pool,
    steps,
    knex,
    // the pool of the steps: none of its connections waits in a transaction that asks for a key
    ...(options.vault && { keys: createKeyStore(options.vault, steps) }),
    async close() {
      await Promise.all([pool.end(), steps.end(), knex.destroy()]);
    },
  };
}
