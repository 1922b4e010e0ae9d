/** How far the record is sealed and signed, how much waits, and what its last verification said. Bounded, however long it is. */
import { factsOf, keyId, signatureHolds, type SignedCheckpoint } from '../../record/checkpoint.ts';
import type { Database } from '../connection.ts';
import { compact } from '../repositories/rows.ts';
import { SOURCE_TABLES } from '../record/sources.ts';
import { rowsOf, statement } from '../statement.ts';

export interface RecordState {
  readonly sealed?: { readonly entries: number; readonly at: string };
  readonly unsealed: { readonly rows: number; readonly more: boolean; readonly oldest?: string };
  readonly checkpoint?: CheckpointState;
  readonly unstamped: number;
  readonly verified?: VerifiedState;
}
interface CheckpointState {
  readonly number: number;
  readonly at: string;
  readonly entries: number;
  readonly keyId: string;
  /** its signature holds, and it names the header that the batch has */
  readonly holds: boolean;
  readonly stampedAt?: string;
}
interface VerifiedState {
  readonly at: string;
  readonly entries: number;
  readonly unsealed: number;
  readonly findings: number;
  readonly ownKeys: boolean;
}

/** Of one kind of record; what waits is sealed within a second, so more than this is a fault already. */
const MOST = 1_000;

const SEALED = statement(
  `select first + size as entries, to_tx::text as tx, sealed_at as at from record_batch order by number desc limit 1`,
);
const UNSEALED = statement(`
  select count(*)::int as rows, min(at) as oldest, coalesce(bool_or(nth > ${MOST}), false) as more from (
    ${SOURCE_TABLES.map(({ table }) => `select at, row_number() over () as nth from (select at from ${table} where tx >= $1::text::xid8 order by tx limit ${MOST + 1}) r`).join(' union all ')}) w`);
const CHECKPOINT = statement(`
  select c.number, c.at, c.statement, c.algorithm, c.public_key as "publicKey", translate(encode(c.signature, 'base64'), E'\\n', '') as signature,
    encode(b.header, 'hex') as header, t.stamped_at as "stampedAt"
  from record_checkpoint c left join record_batch b on b.number = c.batch left join record_time_stamp t on t.checkpoint = c.number
  order by c.number desc limit 1`);
const UNSTAMPED = statement(`
  select count(*)::int as count from record_checkpoint c where not exists (select from record_time_stamp t where t.checkpoint = c.number)`);
const VERIFIED = statement(`
  select at, entries, unsealed, findings, own_keys as "ownKeys" from record_verification order by id desc limit 1`);

interface Checkpoint extends SignedCheckpoint {
  readonly at: string;
  readonly header: string | null;
  readonly stampedAt: string | null;
}
type Rows<T> = (T & Record<string, unknown>)[];

export async function findRecordState(db: Database): Promise<RecordState> {
  const [sealed] = (await rowsOf(db, SEALED, [])) as Rows<{ entries: number; tx: string; at: string }>;
  const [waiting] = (await rowsOf(db, UNSEALED, [sealed?.tx ?? '0'])) as Rows<{ rows: number; oldest: string | null; more: boolean }>;
  const [checkpoint] = (await rowsOf(db, CHECKPOINT, [])) as Rows<Checkpoint>;
  const [unstamped] = (await rowsOf(db, UNSTAMPED, [])) as Rows<{ count: number }>;
  const [verified] = (await rowsOf(db, VERIFIED, [])) as Rows<VerifiedState>;
  return compact({
    sealed: sealed && { entries: sealed.entries, at: sealed.at },
    unsealed: compact({ rows: waiting?.rows ?? 0, more: waiting?.more ?? false, oldest: waiting?.oldest ?? undefined }),
    checkpoint: checkpoint && checkpointOf(checkpoint),
    unstamped: unstamped?.count ?? 0,
    verified,
  });
}

function checkpointOf(checkpoint: Checkpoint): CheckpointState {
  const facts = factsOf(checkpoint.statement);
  return compact({
    number: checkpoint.number,
    at: checkpoint.at,
    entries: facts?.entries ?? 0,
    keyId: keyId(checkpoint.publicKey),
    holds: facts !== undefined && facts.header === checkpoint.header && signatureHolds(checkpoint),
    stampedAt: checkpoint.stampedAt ?? undefined,
  });
}
