/**
 * The record of a database as verification and exports read it: in one snapshot, a page of batches at a time. What is there now is
 * read by the transactions of a batch, not by its entries, so that rows that were put in between show too.
 */
import type { Batch } from '../../record/batch.ts';
import type { RecordEntry, RecordLine } from '../../record/record-line.ts';
import type { Database, Session } from '../connection.ts';
import { translating } from '../database-error.ts';
import { LASTING_ENTRY, RECORD_ORDER } from '../record/sources.ts';
import { recordRowOf, rowSelect, type RecordRowRead } from '../record/row-of.ts';
import { unnamedRowsOf } from '../statement.ts';
import { listCheckpoints } from './list-checkpoints.ts';

export interface RecordPart {
  /** batches sealed from this instant on, and before that one; absent: all */
  readonly from?: string;
  readonly to?: string;
}

const BATCHES = `
  select number, first, size, from_tx::text as "fromTx", to_tx::text as "toTx", encode(root, 'hex') as root, encode(previous, 'hex') as previous,
    encode(header, 'hex') as header, sealed_at as "sealedAt"
  from record_batch where number > $1 and ($2::timestamptz is null or sealed_at >= $2) and ($3::timestamptz is null or sealed_at < $3)
  order by number limit $4`;
const ENTRIES = `select position, source, key, encode(leaf, 'hex') as leaf, ${LASTING_ENTRY} as search from record_entry where position >= $1 and position < $2 order by position`;
const ROWS = `${rowSelect('r.tx >= $1::text::xid8 and r.tx < $2::text::xid8')} order by ${RECORD_ORDER}`;
const TAIL = `${rowSelect("r.tx >= '$from'::xid8")} order by ${RECORD_ORDER}`;
/** Cases whose head is not the hash of their last link, cases without a row, steps without a link. */
const STRAYS = `
  select 'headDiffers' as kind, 'case ' || c.id as what from (
      select id, revision, head from process_case union all select id, revision, head from closed_case) c
    left join lateral (select a.revision, a.hash from audit_link a where a.case_id = c.id order by a.revision desc limit 1) l on true
    where l.hash is distinct from c.head or l.revision is distinct from c.revision
  union all
  select 'headDiffers', 'case ' || a.case_id from audit_link a where a.revision = 1
    and not exists (select from process_case c where c.id = a.case_id) and not exists (select from closed_case c where c.id = a.case_id)
  union all
  select 'stepWithoutLink', 'step ' || l.case_id || '/' || l.revision from command_log l
    where not exists (select from audit_link a where a.case_id = l.case_id and a.revision = l.revision and a.at = l.at)`;

const PAGE = 50;
const FETCH = 500;

/** `all`: what is not sealed yet, and strays, too; else a part of what is sealed. */
export async function* recordLines(db: Database, part: RecordPart | 'all'): AsyncGenerator<RecordLine> {
  const client = await translating(async () => await db.pool.connect());
  const session: Session = { pool: client };
  try {
    await unnamedRowsOf(session, 'begin isolation level repeatable read read only', []);
    for await (const checkpoint of listCheckpoints(session)) yield { kind: 'checkpoint', checkpoint };
    const range = part === 'all' ? {} : part;
    let next = '0';
    for await (const line of batchLines(session, range)) {
      next = line.batch.toTx;
      yield line;
    }
    if (part === 'all') yield* rest(session, next);
  } finally {
    // reading may have been broken off: the connection is closed with its transaction
    client.release(true);
  }
}

type BatchLine = Extract<RecordLine, { kind: 'batch' }>;

async function* batchLines(session: Session, { from, to }: RecordPart): AsyncGenerator<BatchLine> {
  let after = 0;
  for (;;) {
    const batches = await unnamedRowsOf<Batch & Record<string, unknown>>(session, BATCHES, [after, from ?? null, to ?? null, PAGE]);
    const [first] = batches;
    const last = batches.at(-1);
    if (!first || !last) return;
    yield* linesOf(session, batches);
    after = last.number;
  }
}

/** Batches in groups of some thousand rows, so that small ones do not cost two statements each. */
async function* linesOf(session: Session, batches: readonly Batch[]): AsyncGenerator<BatchLine> {
  let group: Batch[] = [];
  let size = 0;
  for (const batch of batches) {
    const before = group.at(-1);
    // a gap or an overlap begins a group of its own: verification names it
    if (before && (size + batch.size > 2_000 || before.toTx !== batch.fromTx)) {
      yield* groupLines(session, group);
      group = [];
      size = 0;
    }
    group.push(batch);
    size += batch.size;
  }
  if (group.length > 0) yield* groupLines(session, group);
}

async function* groupLines(session: Session, batches: readonly Batch[]): AsyncGenerator<BatchLine> {
  const [first] = batches;
  const last = batches.at(-1);
  if (!first || !last) return;
  const entries = await unnamedRowsOf<RecordEntry & Record<string, unknown>>(session, ENTRIES, [first.first, last.first + last.size]);
  const rows = await unnamedRowsOf<RecordRowRead & Record<string, unknown>>(session, ROWS, [first.fromTx, last.toTx]);
  for (const batch of batches)
    yield {
      kind: 'batch',
      batch,
      entries: entries.filter(({ position }) => position >= batch.first && position < batch.first + batch.size),
      rows: rows.filter(({ tx }) => BigInt(tx) >= BigInt(batch.fromTx) && BigInt(tx) < BigInt(batch.toTx)).map(recordRowOf),
    };
}

async function* rest(session: Session, fromTx: string): AsyncGenerator<RecordLine> {
  for await (const row of cursor<RecordRowRead>(session, TAIL.replaceAll('$from', fromTx)))
    yield { kind: 'tail', row: recordRowOf(row), at: row.at };
  for await (const finding of cursor<{ kind: 'headDiffers' | 'stepWithoutLink'; what: string }>(session, STRAYS))
    yield { kind: 'finding', finding };
}

/** Rows of a statement, some hundred at a time. */
async function* cursor<R>(session: Session, sql: string): AsyncGenerator<R> {
  await unnamedRowsOf(session, `declare record_rows no scroll cursor for ${sql}`, []);
  for (;;) {
    const rows = await unnamedRowsOf<R & Record<string, unknown>>(session, `fetch ${FETCH} from record_rows`, []);
    yield* rows as Awaited<R>[];
    if (rows.length < FETCH) break;
  }
  await unnamedRowsOf(session, 'close record_rows', []);
}
