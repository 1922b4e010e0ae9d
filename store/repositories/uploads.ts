/** Files that were brought for a case. */
import type { Session } from '../connection.ts';
import { keyOwner, sealUpload } from '../protection/upload-bytes.ts';
import { rowsOf, statement } from '../statement.ts';
import type { Upload } from '../upload-contract.ts';

/** The same again: kept as long as if it came now; what a step refers to stays as it is. */
const ADD = statement(`
  insert into upload as u (id, case_id, account, sha256, size, type, content_sha256, content_size, pages, dpi, colour, not_copyable, sealed, bytes,
      created_at, expires_at)
  values ($1, $2, $3, decode($4, 'hex'), $5, $6, decode($7, 'hex'), $8, $9, $10, $11, $12, $13, $14, $15, $16)
  on conflict (case_id, account, sha256) do update set expires_at = greatest(u.expires_at, excluded.expires_at) where u.expires_at is not null
  returning id`);
const PROLONG = statement('update upload set expires_at = greatest(expires_at, $2) where id = any($1::uuid[]) and expires_at is not null');
const REMOVE = statement(`
  delete from upload where id in (select id from upload where expires_at <= $1 order by expires_at limit $2) returning id, case_id as "caseId"`);
const FORGET = statement('delete from data_key where owner = any($1::text[])');

export interface NewUpload extends Upload {
  readonly expiresAt: string;
}

/** Nothing is added where the same account brought the same for the same case before. */
export async function addUpload(db: Session, upload: NewUpload, content: Buffer, now: string): Promise<void> {
  const { id, caseId, account, sha256, size, type, contentSha256, contentSize, pages, dpi, colour, notCopyable, expiresAt } = upload;
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
  ]);
  // another request with the same file was faster: the key that was made for this one encrypts nothing
  if (kept?.id !== id && caseId === undefined) await rowsOf(db, FORGET, [[keyOwner(upload)]]);
}

/** What waits for a step waits until then at least. */
export async function prolongUploads(db: Session, ids: readonly string[], until: string): Promise<void> {
  await rowsOf(db, PROLONG, [ids, until]);
}

/** What no step refers to, and its keys; at most `most`. */
export async function removeExpiredUploads(db: Session, now: string, most: number): Promise<number> {
  const removed = await rowsOf<{ id: string; caseId: string | null }>(db, REMOVE, [now, most]);
  const own = removed.flatMap(({ id, caseId }) => (caseId === null ? [`upload/${id}`] : []));
  if (own.length > 0) await rowsOf(db, FORGET, [own]);
  return removed.length;
}
