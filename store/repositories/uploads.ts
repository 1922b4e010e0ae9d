/** Files that were brought for a case. */
import type { Session } from '../connection.ts';
import { keyOwner, sealUpload } from '../protection/upload-bytes.ts';
import { rowsOf, statement } from '../statement.ts';
import type { Upload } from '../upload-contract.ts';

/** The same again: kept as long as if it came now; what a step refers to stays as it is. */
const ADD = statement(`
  insert into upload as u (id, case_id, account, sha256, size, type, content_sha256, content_size, pages, dpi, colour, not_copyable, sealed, bytes,
      created_at, expires_at, scanned_at, scanned_with, scan_at)
  values ($1, $2, $3, decode($4, 'hex'), $5, $6, decode($7, 'hex'), $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
  on conflict (case_id, account, sha256) do update set expires_at = greatest(u.expires_at, excluded.expires_at) where u.expires_at is not null
  returning id`);
const PROLONG = statement('update upload set expires_at = greatest(expires_at, $2) where id = any($1::uuid[]) and expires_at is not null');
const KEEP = statement('select keep_uploads($1, $2::jsonb)');
const REMOVE = statement(`
  delete from upload where id in (select id from upload where expires_at <= $1 order by expires_at limit $2) returning id, case_id as "caseId"`);
/** On record in the same statement, where the case is, or over the whole installation. */
const BLOCK = statement(`
  with blocked as (update upload set finding = $2 where id = $1 and finding is null returning case_id, sha256, size)
  insert into administrative_act (at, account, act, subject, procedure, unit_path, outcome)
  select $4, $5, 'blockUpload', coalesce(b.case_id::text, encode(b.sha256, 'hex')), c.procedure, coalesce(c.unit_path, $6::ltree),
    json_build_object('sha256', encode(b.sha256, 'hex'), 'size', b.size, 'finding', $2::text, 'scanner', $3::text)
  from blocked b left join lateral (select procedure, unit_path from process_case where id = b.case_id
    union all select procedure, unit_path from closed_case where id = b.case_id limit 1) c on true
  returning id`);
const FORGET = statement('delete from data_key where owner = any($1::text[])');

export interface NewUpload extends Upload {
  readonly expiresAt: string;
  /** when a scanner is to look at it next */
  readonly scanAt: string;
}

/** Nothing is added where the same account brought the same for the same case before. */
export async function addUpload(db: Session, upload: NewUpload, content: Buffer, now: string): Promise<void> {
  const { id, caseId, account, sha256, size, type, contentSha256, contentSize, pages, dpi, colour, notCopyable, expiresAt } = upload;
  const { scannedAt, scannedWith, scanAt } = upload;
  const { sealed, bytes } = await sealUpload(db, upload, content);
  const [kept] = await rowsOf<{ id: string }>(db, ADD, [
    id,
    caseId ?? null,
    account,
    sha256,
    size,
    type,
    contentSha256,
    contentSize,
    pages,
    dpi ?? null,
    colour,
    notCopyable ?? null,
    sealed,
    bytes,
    now,
    expiresAt,
    scannedAt ?? null,
    scannedWith ?? null,
    scanAt,
  ]);
  // another request with the same file was faster: the key that was made for this one encrypts nothing
  if (kept?.id !== id && caseId === undefined) await rowsOf(db, FORGET, [[keyOwner(upload)]]);
}

/** What waits for a step waits until then at least. */
export async function prolongUploads(db: Session, ids: readonly string[], until: string): Promise<void> {
  await rowsOf(db, PROLONG, [ids, until]);
}

/** As a step does: they stay as long as the contents of their case. Throws conflict `uploadGone`. */
export async function keepUploads(db: Session, caseId: string, ids: readonly string[]): Promise<void> {
  await rowsOf(db, KEEP, [caseId, JSON.stringify(ids)]);
}

export interface Finding {
  /** name of the malware */
  readonly finding: string;
  /** program and signatures that found it */
  readonly scanner: string;
}

/** From now on nobody is given it. False where that is so already, or the file is gone. `over`: a unit, for a file without a case. */
export async function blockStored(
  db: Session,
  id: string,
  { finding, scanner }: Finding,
  { account, now, over }: { readonly account: string; readonly now: string; readonly over: string },
): Promise<boolean> {
  return (await rowsOf(db, BLOCK, [id, finding, scanner, now, account, over])).length > 0;
}

/** What no step refers to, and its keys; at most `most`. */
export async function removeExpiredUploads(db: Session, now: string, most: number): Promise<number> {
  const removed = await rowsOf<{ id: string; caseId: string | null }>(db, REMOVE, [now, most]);
  const own = removed.flatMap(({ id, caseId }) => (caseId === null ? [`upload/${id}`] : []));
  if (own.length > 0) await rowsOf(db, FORGET, [own]);
  return removed.length;
}
