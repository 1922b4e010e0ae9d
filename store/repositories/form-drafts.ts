/** Drafts are saved on top of the revision that their window knows, and end without a trace. */
import type { Session } from '../connection.ts';
import type { DraftContent, FormDraft } from '../draft-contract.ts';
import { ownDraftKey, sealDraft } from '../protection/draft-bytes.ts';
import { rowsOf, statement } from '../statement.ts';

/** One that is over makes way. */
const ADD = statement(`
  insert into form_draft as d (id, account, case_id, instance, procedure, revision, sealed, bytes, saved_at, expires_at)
  values ($1, $2, $3, $4, $5, 1, $6, $7, $8, $9)
  on conflict (case_id, instance, account) where case_id is not null do update set
    id = excluded.id, revision = 1, sealed = excluded.sealed, bytes = excluded.bytes, saved_at = excluded.saved_at, expires_at = excluded.expires_at
    where d.expires_at <= excluded.saved_at
  returning id`);
const CHANGE = statement(`
  update form_draft set revision = revision + 1, sealed = $4, bytes = $5, saved_at = $6, expires_at = $7
  where id = $1 and account = $2 and revision = $3 and expires_at > $6 returning id`);
const COUNT = statement('select count(*)::int as count from form_draft where account = $1 and case_id is null and expires_at > $2');
const END = statement('delete from form_draft where id = $1 and account = $2 returning id, case_id as "caseId"');
const EXPIRE = statement(`
  delete from form_draft where id in (select id from form_draft where expires_at <= $1 order by expires_at limit $2) returning id, case_id as "caseId"`);
const FORGET = statement('delete from data_key where owner = any($1::text[])');

/** False where another window has begun one for the same task. */
export async function addDraft(db: Session, draft: FormDraft, content: DraftContent): Promise<boolean> {
  const { id, account, caseId = null, instance = null, procedure = null, savedAt, expiresAt } = draft;
  const { sealed, bytes } = await sealDraft(db, draft, content);
  return (await rowsOf(db, ADD, [id, account, caseId, instance, procedure, sealed, bytes, savedAt, expiresAt])).length > 0;
}

/** `revision`: that it replaces. False where it is another one by now, or the draft is gone. */
export async function changeDraft(db: Session, draft: FormDraft, content: DraftContent): Promise<boolean> {
  const { id, account, revision, savedAt, expiresAt } = draft;
  const { sealed, bytes } = await sealDraft(db, draft, content);
  return (await rowsOf(db, CHANGE, [id, account, revision, sealed, bytes, savedAt, expiresAt])).length > 0;
}

/** Of cases that are about to begin. */
export async function countDrafts(db: Session, account: string, now: string): Promise<number> {
  return (await rowsOf<{ count: number }>(db, COUNT, [account, now]))[0]?.count ?? 0;
}

/** False where there is none of this account. */
export async function endDraft(db: Session, id: string, account: string): Promise<boolean> {
  return (await forget(db, await rowsOf<Ended>(db, END, [id, account]))) > 0;
}

/** At most `most` of those whose time is over. */
export async function removeExpiredDrafts(db: Session, now: string, most: number): Promise<number> {
  return await forget(db, await rowsOf<Ended>(db, EXPIRE, [now, most]));
}

type Ended = { id: string; caseId: string | null };

/** With the keys of their own. */
async function forget(db: Session, ended: readonly Ended[]): Promise<number> {
  const own = ended.flatMap(({ id, caseId }) => (caseId === null ? [ownDraftKey(id)] : []));
  if (own.length > 0) await rowsOf(db, FORGET, [own]);
  return ended.length;
}
