/**
 * Puts committed rows of the records into the global chain (design D12): those of transactions below the snapshot's horizon, which
 * have all ended, so that none that commits late is passed over. One node at a time: the lock is the transaction's, and who dies
 * leaves it. What is written is one batch with its entries, or nothing.
 */
import { batchHeader, NO_HEADER } from '../../record/batch.ts';
import { merkleRoot } from '../../record/merkle.ts';
import type { Source } from '../../record/record-line.ts';
import { rowLeaf } from '../../record/row-leaf.ts';
import type { Database, Session } from '../connection.ts';
import { translating } from '../database-error.ts';
import { RECORD_ORDER, searchColumns, SOURCE_TABLES, sourceSelect } from '../record/sources.ts';
import { rowsOf, statement, unnamedRowsOf } from '../statement.ts';

export type SealPoint = 'recordRead' | 'batchWritten' | 'batchSealed';
export interface SealOptions {
  /** ISO instant */
  readonly now: string;
  /** rows that a batch has at most, but for those of its last transaction */
  readonly most: number;
  /** told what has been done: tests die there */
  readonly passed?: Readonly<Record<SealPoint, () => void>>;
}
export interface Sealed {
  readonly entries: number;
  /** there may be more */
  readonly full: boolean;
}

const LOCK = 7_110;
const TRY_LOCK = statement(`select pg_try_advisory_xact_lock(${LOCK}) as elected`);
const LAST = statement(`
  select number, first + size as next, to_tx::text as tx, encode(header, 'hex') as header from record_batch order by number desc limit 1`);

/** One statement, so that horizon and rows are of one snapshot. `last`: of the last transaction that still has room, or the horizon. */
const READ = statement(`
  with horizon as materialized (select pg_snapshot_xmin(pg_current_snapshot()) as x),
  bound as materialized (select coalesce((
    select tx from (${SOURCE_TABLES.map(({ table }) => `(select tx from ${table} where tx >= $1::text::xid8 and tx < (select x from horizon) order by tx limit $2)`).join(' union all ')}) c
    order by tx offset $2 - 1 limit 1), (select x from horizon)) as last)
  select s.*, s.tx::text as tx, s.at::text as at, (select last from bound)::text as last, (select x from horizon)::text as horizon from (
    ${SOURCE_TABLES.map((source) => sourceSelect(source, searchColumns(source), 'r.tx >= $1::text::xid8 and r.tx < (select x from horizon) and r.tx <= (select last from bound)')).join(' union all ')}) s
  order by ${RECORD_ORDER}`);

const BATCH = statement(`
  insert into record_batch (number, first, size, from_tx, to_tx, root, previous, header, sealed_at)
  values ($1, $2, $3, $4::text::xid8, $5::text::xid8, decode($6, 'hex'), decode($7, 'hex'), decode($8, 'hex'), $9)`);
const ENTRIES = statement(`
  insert into record_entry (position, at, source, key, leaf, account, person, on_behalf_of, case_id, act, address, procedure, unit_path)
  select $1::bigint + e.nth - 1, e.at, e.source, e.key, decode(e.leaf, 'hex'), e.account, e.person, e.on_behalf_of, e.case_id, e.act, e.address, e.procedure, e.unit_path
  from unnest($2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::uuid[], $10::text[], $11::text[], $12::text[], $13::ltree[])
    with ordinality e(at, source, key, leaf, account, person, on_behalf_of, case_id, act, address, procedure, unit_path, nth)`);

interface Row {
  tx: string;
  source: Source;
  key: string;
  fields: (string | null)[];
  at: string;
  account: string;
  person: string | null;
  on_behalf_of: string | null;
  case_id: string | null;
  act: string;
  address: string | null;
  procedure: string | null;
  unit_path: string | null;
  last: string;
  horizon: string;
}

/** Undefined: another node is at it. */
export async function sealRecord(db: Database, options: SealOptions): Promise<Sealed | undefined> {
  const client = await translating(async () => await db.pool.connect());
  let whole = false;
  try {
    const session: Session = { pool: client };
    await unnamedRowsOf(session, 'begin', []);
    const [lock] = await rowsOf<{ elected: boolean }>(session, TRY_LOCK, []);
    const sealed = lock?.elected === true ? await sealNext(session, options) : undefined;
    await unnamedRowsOf(session, 'commit', []);
    whole = true;
    if (sealed && sealed.entries > 0) options.passed?.batchSealed();
    return sealed;
  } finally {
    // a connection whose transaction failed is closed, which rolls back whatever state it is in
    client.release(!whole);
  }
}

async function sealNext(session: Session, { now, most, passed }: SealOptions): Promise<Sealed> {
  const [last] = await rowsOf<{ number: number; next: number; tx: string; header: string }>(session, LAST, []);
  const fromTx = last?.tx ?? '0';
  const rows = await rowsOf<Row & Record<string, unknown>>(session, READ, [fromTx, most]);
  const [row] = rows;
  if (!row) return { entries: 0, full: false };
  passed?.recordRead();
  const leaves = rows.map(rowLeaf);
  const full = row.last !== row.horizon;
  const facts = {
    number: (last?.number ?? 0) + 1,
    first: last?.next ?? 0,
    size: rows.length,
    fromTx,
    toTx: full ? String(BigInt(row.last) + 1n) : row.horizon,
    root: merkleRoot(leaves.map((leaf) => Buffer.from(leaf, 'hex'))).toString('hex'),
    previous: last?.header ?? NO_HEADER,
    sealedAt: now,
  };
  const { number, first, size, toTx, root, previous } = facts;
  await rowsOf(session, BATCH, [number, first, size, fromTx, toTx, root, previous, batchHeader(facts), now]);
  await rowsOf(session, ENTRIES, [first, ...entryColumns(rows, leaves)]);
  passed?.batchWritten();
  return { entries: size, full };
}

function entryColumns(rows: readonly Row[], leaves: readonly string[]): readonly unknown[] {
  const of = (column: keyof Row): unknown[] => rows.map((row) => row[column]);
  const who = [of('account'), of('person'), of('on_behalf_of'), of('case_id')];
  return [of('at'), of('source'), of('key'), leaves, ...who, of('act'), of('address'), of('procedure'), of('unit_path')];
}
