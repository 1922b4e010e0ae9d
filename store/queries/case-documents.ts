import type { Database } from '../connection.ts';
import { loadContent, loadDocument, loadDocumentOf, loadDocuments } from '../repositories/documents.ts';
import type { CaseDocument } from '../signing-contract.ts';

/** Oldest first. */
export async function listDocuments(db: Database, caseId: string): Promise<readonly CaseDocument[]> {
  return await loadDocuments(db, caseId);
}

export async function findDocument(db: Database, id: string): Promise<CaseDocument | undefined> {
  return await loadDocument(db, id);
}

/** Undefined when it was destroyed. `sha256`: hex. */
export async function findDocumentContent(db: Database, caseId: string, sha256: string): Promise<Buffer | undefined> {
  return await loadContent(db, caseId, sha256);
}

/** The document that once was exactly these bytes. `sha256`: hex. */
export async function findDocumentOf(db: Database, sha256: string): Promise<CaseDocument | undefined> {
  return await loadDocumentOf(db, sha256);
}
