/**
 * How long searches of the record take: fills a database of its own with rows over a year, then searches by each key, first page and
 * a page far in, and prints times and whether a plan reads a whole table. `node bin/run.cjs scripts/measure-record.ts [rows] [folder]`.
 */
import os from 'node:os';
import path from 'node:path';
import { openDatabase, type Database } from '../store/connection.ts';
import { startEmbedded } from '../store/embedded/start-embedded.ts';
import { migrate } from '../store/migrate.ts';
import { searchRecord, type RecordSearch } from '../store/queries/search-record.ts';

const ROWS = Number(process.argv[2] ?? 2_000_000);
const FOLDER = process.argv[3] ?? path.join(os.tmpdir(), 'trinh-ky-measure-record');
const SAMPLES = 30;
const CHUNK = 250_000;

const entries = (from: number, to: number): string => `
  with r as materialized (select i, timestamptz '2025-12-01' + i * (interval '365 days' / ${ROWS}) as at, mod(hashint8(i)::bigint + 2147483648, 1000000) as h
    from generate_series(${from}, ${to - 1}) i),
  e as (insert into record_entry (position, at, source, key, leaf, account, person, case_id, act, address, procedure, unit_path)
    select i, at, case when h % 10 = 0 then 'access' else 'step' end,
      case when h % 10 = 0 then md5(i::text)::uuid::text else md5((i / 8)::text)::uuid || '/' || i % 8 end, sha256(int8send(i)),
      'account-' || h % 20000, 'person-' || h % 20000, case when h % 10 <> 0 then md5((i / 8)::text)::uuid end,
      (array['completeUserTask', 'claimTask', 'startCase', 'comment', 'setVariables', 'cancelCase'])[1 + floor(sqrt(h % 36))::int],
      '10.' || h % 20 || '.' || h % 250 || '.' || h % 200, 'procedure-' || h % 9, ('cuc.u' || h % 63)::ltree from r)
  insert into access_log (id, at, account, person, operation, subject, ids, scope, unit_path)
    select md5(i::text)::uuid, at, 'account-' || h % 20000, 'person-' || h % 20000, 'listCases', 'case',
      array(select md5((greatest(0, i / 8 - n * 37))::text)::uuid::text from generate_series(0, 19) n), '{}', ('cuc.u' || h % 63)::ltree
    from r where h % 10 = 0`;

const INDEXES = `select indexrelid::regclass as name, pg_get_indexdef(indexrelid) as definition from pg_index
  where indrelid in ('record_entry'::regclass, 'access_log'::regclass) and not indisunique`;

/** What is written in bulk is indexed afterwards, all at once: the indexes are the same. */
async function fill(db: Database): Promise<void> {
  await db.pool.query("select ensure_month_partitions('2025-12-01', 13)");
  const { rows: indexes } = await db.pool.query<{ name: string; definition: string }>(INDEXES);
  for (const { name } of indexes) await db.pool.query(`drop index ${name}`);
  for (let from = 0; from < ROWS; from += CHUNK) {
    await db.pool.query(entries(from, Math.min(ROWS, from + CHUNK)));
    console.log(`${Math.min(ROWS, from + CHUNK)} rows`);
  }
  for (const { name, definition } of indexes) {
    // of the partitions too
    await db.pool.query(definition.replace(' ON ONLY ', ' ON '));
    console.log(`index ${name}`);
  }
  await db.pool.query('vacuum analyze record_entry');
  await db.pool.query('vacuum analyze access_log');
}

const caseOf = `(select case_id::text from record_entry where case_id is not null offset ${Math.floor(ROWS / 3)} limit 1)`;

async function searches(db: Database): Promise<readonly (readonly [string, Omit<RecordSearch, 'limit'>])[]> {
  const { rows } = await db.pool.query<{ id: string }>(`select ${caseOf} as id`);
  const at = { from: '2026-06-01T00:00:00Z', to: '2026-06-02T00:00:00Z' };
  const predicate = { sql: 'record_entry.unit_path <@ ?::ltree', bindings: ['cuc.u7'] };
  return [
    ['person', { person: 'person-77' }],
    ['case', { caseId: rows[0]?.id ?? '' }],
    ['a day', at],
    ['act', { act: 'startCase' }],
    ['address', { address: '10.7.107.107' }],
    ['person and act', { person: 'person-77', act: 'comment' }],
    ['person and a day', { person: 'person-77', ...at }],
    ['act, by the auditor of one unit of 63', { act: 'startCase', predicate }],
    ['a person who is not there', { person: 'nobody' }],
  ];
}

/** Milliseconds of each, in order. */
async function timed(db: Database, ask: RecordSearch): Promise<readonly number[]> {
  const times: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const from = performance.now();
    await searchRecord(db, ask);
    times.push(performance.now() - from);
  }
  return times.toSorted((a, b) => a - b);
}

async function planOf(db: Database, ask: RecordSearch): Promise<string> {
  let asked: readonly [string, unknown[]] | undefined;
  const pool = { query: async (sql: string, values: unknown[]) => ((asked = [sql, values]), await db.pool.query(sql, values)) };
  await searchRecord({ ...db, pool: pool as unknown as Database['pool'] }, ask);
  const [sql, values] = asked ?? ['select 1', []];
  const { rows } = await db.pool.query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers) ${sql}`, values);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

const server = await startEmbedded({
  dataFolder: FOLDER,
  pgBin: undefined,
  settings: { fsync: 'off', maintenance_work_mem: '1GB', max_wal_size: '8GB' },
  log: (line) => console.log(line),
});
const url = server.url('postgres');
await migrate(url);
const db = openDatabase(url, { max: 2 });
const { rows } = await db.pool.query<{ n: string }>('select count(*) as n from record_entry');
if (Number(rows[0]?.n) === 0) await fill(db);
const size = await db.pool.query<{ size: string }>(
  "select pg_size_pretty(sum(pg_total_relation_size(inhrelid))) as size from pg_inherits where inhparent = 'record_entry'::regclass",
);
console.log(`${ROWS} entries, ${size.rows[0]?.size} with indexes`);
for (const [name, search] of await searches(db)) {
  const first = await timed(db, { ...search, limit: 50 });
  const plan = await planOf(db, { ...search, limit: 50 });
  // of empty months there is nothing to read
  const scans = [...plan.matchAll(/Seq Scan on (\w+)[^\n]*actual time=\S+ rows=([\d.]+)/g)]
    .filter((scan) => Number(scan[2]) > 0)
    .map((scan) => scan[1]);
  const buffers = /Buffers: shared hit=(\d+)(?: read=(\d+))?/.exec(plan);
  const pages = Number(buffers?.[1] ?? 0) + Number(buffers?.[2] ?? 0);
  console.log(
    `${name}: median ${first[SAMPLES / 2]?.toFixed(1)} ms, worst ${first.at(-1)?.toFixed(1)} ms, ${pages} pages, sequential scans: ${scans.join(', ') || 'none'}`,
  );
}
await db.close();
process.exit(0);
