/** Files that were brought, and their bytes. */
import type { Session } from '../connection.ts';
import { compact } from '../repositories/rows.ts';
import { openUpload } from '../protection/upload-bytes.ts';
import { rowsOf, statement } from '../statement.ts';
import type { Upload } from '../upload-contract.ts';

const COLUMNS = `id, case_id as "caseId", account, encode(sha256, 'hex') as sha256, size, type, encode(content_sha256, 'hex') as "contentSha256",
  content_size as "contentSize", pages, dpi, colour, not_copyable as "notCopyable", expires_at as "expiresAt", scanned_at as "scannedAt",
  scanned_with as "scannedWith", finding`;
/** What a step refers to is there for all of the case; what waits, for whoever brought it. What is on record comes first. */
const VISIBLE = `case_id is not distinct from $1 and (expires_at is null or (account = $2 and expires_at > $3))`;
const FIND = statement(`
  select ${COLUMNS} from upload where ${VISIBLE} and sha256 = any(select decode(h, 'hex') from unnest($4::text[]) h)
  order by expires_at nulls first, id`);
const WAITING = statement(
  'select coalesce(sum(content_size), 0)::float8 as bytes from upload where account = $1 and expires_at is not null and expires_at > $2',
);
const ONE = statement(`select ${COLUMNS} from upload where id = $1`);
const FOUND = statement(`select ${COLUMNS} from upload where case_id = $1 and finding is not null`);
const BYTES = statement('select sealed, bytes from upload where id = $1');

export interface UploadReader {
  /** undefined: a case that is about to begin */
  readonly caseId: string | undefined;
  readonly account: string;
  readonly now: string;
}

/** By the hash of what was sent; one for each that is there. */
export async function findUploads(
  db: Session,
  { caseId, account, now }: UploadReader,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, Upload>> {
  const found = new Map<string, Upload>();
  if (hashes.length === 0) return found;
  const rows = await rowsOf<Upload & object>(db, FIND, [caseId ?? null, account, now, hashes]);
  for (const row of rows) if (!found.has(row.sha256)) found.set(row.sha256, present(row));
  return found;
}

export async function findUpload(db: Session, id: string): Promise<Upload | undefined> {
  const [row] = await rowsOf<Upload & object>(db, ONE, [id]);
  return row && present(row);
}

/** Files of a case in which malware was found. */
export async function findInfectedUploads(db: Session, caseId: string): Promise<readonly Upload[]> {
  return (await rowsOf<Upload & object>(db, FOUND, [caseId])).map(present);
}

/** `null` of the database is what is not there. */
const present = (row: Upload): Upload =>
  compact(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, (value as unknown) ?? undefined])) as unknown as Upload);

/** Bytes that wait for a step, of one account. */
export async function countWaiting(db: Session, account: string, now: string): Promise<number> {
  return (await rowsOf<{ bytes: number }>(db, WAITING, [account, now]))[0]?.bytes ?? 0;
}

/** The PDF as it is kept; undefined once it is gone. */
export async function findUploadContent(db: Session, upload: Upload): Promise<Buffer | undefined> {
  const [row] = await rowsOf<{ sealed: boolean; bytes: Buffer }>(db, BYTES, [upload.id]);
  return row && (await openUpload(db, upload, row));
}
