/** What is missing of a document's evidence, what was added, and what verifiers have said. */
import type { Session } from '../connection.ts';
import { sealDocument } from '../protection/document-bytes.ts';
import type { PendingOfDocument } from '../signing-contract.ts';
import { rowsOf, statement } from '../statement.ts';

export interface EvidenceWork {
  readonly documentId: string;
  readonly caseId: string;
  readonly revision: number;
  readonly wanted: string;
  readonly renew: boolean;
}

const FIND = statement(`
  select document_id as "documentId", case_id as "caseId", revision, wanted, renew from document_evidence
  where document_id = $1 and state = 'pending'`);
const ADD = statement("select add_document_evidence($1, $2, decode($3, 'hex'), $4, $5, $6, $7, $8) as outcome");
const JUDGED = statement(`
  update document_evidence set reached = $3, pending = $4, state = $5, proven_until = $6, proven_at = coalesce(proven_at, $7::timestamptz),
    sound = case when $5 = 'complete' then true else sound end, verified_at = case when $5 = 'complete' then $7 else verified_at end,
    renew = renew and $5 = 'pending'
  where document_id = $1 and revision = $2 returning document_id`);
const VERDICT = statement(`
  insert into document_verification (document_id, revision, sha256, at, verifier, valid, details)
  select $1, $2, decode($3, 'hex'), $4, $5, $6, $7`);

/** Undefined when nothing is pending. */
export async function findEvidenceWork(db: Session, document: string): Promise<EvidenceWork | undefined> {
  return (await rowsOf<EvidenceWork & object>(db, FIND, [document]))[0];
}

export interface GrownDocument {
  readonly sha256: string;
  readonly bytes: Buffer;
  readonly level: string | null;
}

/** leased: somebody is about to sign it. changed: it has another revision by now. Then nothing is written. */
export async function addEvidenceRevision(
  db: Session,
  { documentId, caseId, revision }: EvidenceWork,
  { sha256, bytes, level }: GrownDocument,
  now: string,
): Promise<'added' | 'leased' | 'changed'> {
  const stored = await sealDocument(db, caseId, sha256, bytes);
  const values = [documentId, revision, sha256, bytes.length, stored.sealed, stored.bytes, level, now];
  return (await rowsOf<{ outcome: 'added' | 'leased' | 'changed' }>(db, ADD, values))[0]?.outcome ?? 'changed';
}

export interface EvidenceJudgement {
  readonly level: string | null;
  readonly pending: readonly PendingOfDocument[];
  /** ISO instant: until then what proves its signatures is good */
  readonly provenUntil?: string;
}

/** Complete where nothing is pending. False where the document has another revision by now. */
export async function saveJudgement(
  db: Session,
  { documentId, revision }: Pick<EvidenceWork, 'documentId' | 'revision'>,
  { level, pending, provenUntil }: EvidenceJudgement,
  now: string,
): Promise<boolean> {
  const state = pending.length === 0 ? 'complete' : 'pending';
  const values = [documentId, revision, level, JSON.stringify(pending), state, provenUntil ?? null, now];
  return (await rowsOf(db, JUDGED, values)).length > 0;
}

export interface Verdict {
  readonly verifier: string;
  readonly valid: boolean;
  readonly details: object;
}

/** Appended: what was said stays said. `sha256`: hex, of the bytes that were looked at. */
export async function addVerdict(
  db: Session,
  { documentId, revision, sha256 }: { readonly documentId: string; readonly revision: number; readonly sha256: string },
  { verifier, valid, details }: Verdict,
  now: string,
): Promise<void> {
  await rowsOf(db, VERDICT, [documentId, revision, sha256, now, verifier, valid, JSON.stringify(details)]);
}
