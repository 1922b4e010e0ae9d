import type { Database } from '../../../store/connection.ts';
import { loadContent } from '../../../store/repositories/documents.ts';
import type { CaseDocument } from '../../../store/signing-contract.ts';

/** The newest revision of a document. */
export async function caseDocumentBytes(db: Database, document: CaseDocument | undefined): Promise<Buffer> {
  const bytes = document && (await loadContent(db, document.caseId, document.sha256));
  if (!bytes) throw new Error('Expected the document to be kept.');
  return bytes;
}
