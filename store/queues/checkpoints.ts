/** Signed checkpoints of the record, and their time stamps. One at a time over all nodes, each after the one before. */
import { statementOf, type RecordSigner, type SignedCheckpoint } from '../../record/checkpoint.ts';
import { sha256 } from '../../record/hash.ts';
import type { Database, Session } from '../connection.ts';
import { translating } from '../database-error.ts';
import { rowsOf, statement, unnamedRowsOf } from '../statement.ts';

const LOCK = statement('select pg_advisory_xact_lock(7111)');
const LAST = statement(`
  select b.number as batch, b.first + b.size as entries, encode(b.header, 'hex') as header, c.number, c.statement, c.at
  from (select * from record_batch order by number desc limit 1) b
    left join (select * from record_checkpoint order by number desc limit 1) c on true`);
const INSERT = statement(`
  insert into record_checkpoint (number, batch, at, statement, algorithm, public_key, signature) values ($1, $2, $3, $4, $5, $6, $7)`);
const PENDING = statement(`
  select c.number, c.signature from record_checkpoint c
  where not exists (select from record_time_stamp t where t.checkpoint = c.number) order by c.number limit 1`);
const STAMP = statement(`
  insert into record_time_stamp (checkpoint, stamped_at, at, token) values ($1, $2, $3, $4) on conflict (checkpoint) do nothing`);

interface Last {
  batch: number;
  entries: number;
  header: string;
  number: number | null;
  statement: string | null;
  at: string | null;
}

/** Signs the last batch. `olderThan`: only where the last checkpoint is older than this instant. Undefined when there is none to sign. */
export async function signCheckpoint(
  db: Database,
  signer: RecordSigner,
  { now, olderThan }: { readonly now: string; readonly olderThan?: string },
): Promise<SignedCheckpoint | undefined> {
  const client = await translating(async () => await db.pool.connect());
  let whole = false;
  try {
    const session: Session = { pool: client };
    await unnamedRowsOf(session, 'begin', []);
    await rowsOf(session, LOCK, []);
    const [last] = await rowsOf<Last & Record<string, unknown>>(session, LAST, []);
    const due = last && (olderThan === undefined || last.at === null || last.at < olderThan);
    const signed = due ? await signNext(session, signer, last, now) : undefined;
    await unnamedRowsOf(session, 'commit', []);
    whole = true;
    return signed;
  } finally {
    client.release(!whole);
  }
}

async function signNext(session: Session, signer: RecordSigner, last: Last, now: string): Promise<SignedCheckpoint> {
  const { batch, header, entries } = last;
  const number = (last.number ?? 0) + 1;
  const previous = last.statement === null ? null : sha256(last.statement).toString('hex');
  const text = statementOf({ number, batch, header, entries, at: now, previous });
  const signature = signer.sign(text);
  const { algorithm, publicKey } = signer;
  await rowsOf(session, INSERT, [number, batch, now, text, algorithm, publicKey, signature]);
  return { number, statement: text, algorithm, publicKey, signature: signature.toString('base64') };
}

/** The oldest checkpoint whose time stamp is pending. */
export async function findUnstamped(db: Database): Promise<{ readonly number: number; readonly signature: Buffer } | undefined> {
  return (await rowsOf<{ number: number; signature: Buffer }>(db, PENDING, []))[0];
}

export async function saveTimeStamp(
  db: Database,
  number: number,
  { token, at }: { readonly token: Buffer; readonly at: string },
  now: string,
): Promise<void> {
  await rowsOf(db, STAMP, [number, at, now, token]);
}
