/** Something is wrong with a signed document: those who answer for the installation and its security are told, once for each revision. */
import type { Services } from '../commands/contract.ts';
import { noticeOf } from '../commands/notices/notice-of.ts';
import { saveNotices } from '../store/projections/notices.ts';
import { findDocumentName } from '../store/queries/document-name.ts';

export type DocumentNotice = 'document-verifiers-disagree' | 'document-evidence-missing' | 'document-unsound';

/** who runs it, and who answers for what it keeps */
const ROLES = ['sysadmin', 'data-steward'];

export interface ToldDocument {
  readonly documentId: string;
  readonly caseId: string;
  readonly revision: number;
}

export async function tellOfDocument(services: Services, told: ToldDocument, template: DocumentNotice): Promise<void> {
  const { documentId, caseId, revision } = told;
  const data = { document: (await findDocumentName(services.db, documentId)) ?? '', revision };
  const notice = { id: `document:${documentId}:${revision}:${template}`, template, to: { roles: ROLES }, data, caseId };
  await saveNotices(services.db, await noticeOf(services, notice), services.clock());
}
