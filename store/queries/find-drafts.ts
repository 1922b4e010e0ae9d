/** Drafts of one account, with what they hold. What is over is not there, whether it was removed or not. */
import type { Session } from '../connection.ts';
import type { DraftContent, FormDraft } from '../draft-contract.ts';
import { openDraft } from '../protection/draft-bytes.ts';
import { compact } from '../repositories/rows.ts';
import { rowsOf, statement } from '../statement.ts';

const COLUMNS = `id, account, case_id as "caseId", instance, procedure, revision, saved_at as "savedAt", expires_at as "expiresAt", sealed, bytes`;
const OF_TASK = statement(`select ${COLUMNS} from form_draft where case_id = $1 and instance = $2 and account = $3 and expires_at > $4`);
const ONE = statement(`select ${COLUMNS} from form_draft where id = $1 and account = $2 and expires_at > $3`);
const MINE = statement(
  `select ${COLUMNS} from form_draft where account = $1 and case_id is null and expires_at > $2 order by saved_at desc, id limit $3`,
);

export interface StoredDraft {
  readonly draft: FormDraft;
  readonly content: DraftContent;
}

type Row = FormDraft & { readonly sealed: boolean; readonly bytes: Buffer };

export async function findTaskDraft(
  db: Session,
  { caseId, instance }: { readonly caseId: string; readonly instance: number },
  account: string,
  now: string,
): Promise<StoredDraft | undefined> {
  return await first(db, await rowsOf<Row>(db, OF_TASK, [caseId, instance, account, now]));
}

export async function findDraft(db: Session, id: string, account: string, now: string): Promise<StoredDraft | undefined> {
  return await first(db, await rowsOf<Row>(db, ONE, [id, account, now]));
}

/** Of cases that are about to begin: the latest first. */
export async function listDrafts(db: Session, account: string, now: string, most: number): Promise<readonly StoredDraft[]> {
  const rows = await rowsOf<Row>(db, MINE, [account, now, most]);
  return await Promise.all(rows.map(async (row) => await stored(db, row)));
}

async function first(db: Session, [row]: readonly Row[]): Promise<StoredDraft | undefined> {
  return row && (await stored(db, row));
}

async function stored(db: Session, { sealed, bytes, ...row }: Row): Promise<StoredDraft> {
  const draft = compact(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? undefined])) as unknown as FormDraft);
  return { draft, content: await openDraft(db, draft, { sealed, bytes }) };
}
