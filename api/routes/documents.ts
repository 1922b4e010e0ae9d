import { notFound } from '../../casework/require-permission.ts';
import { compareWithRecord } from '../../commands/signing/compare-with-record.ts';
import { verifyDocument } from '../../commands/signing/verify-document.ts';
import { requireCleanCopy } from '../../commands/uploads/require-clean-copy.ts';
import { Rejection } from '../../errors.ts';
import { findDocument, findDocumentContent, listDocuments } from '../../store/queries/case-documents.ts';
import { listWaitingSeals } from '../../store/queries/list-waiting-seals.ts';
import type { CaseDocument, DocumentRevision } from '../../store/signing-contract.ts';
import { CaseParams } from '../contract/case.ts';
import * as shape from '../contract/signing.ts';
import { lookAtDocument } from '../masking/look-at-document.ts';
import { route, type Route, type RouteRequest } from '../route.ts';
import { readableCase } from './readable.ts';
import { pdfReply } from './pdf-reply.ts';

const path = '/api/v1/cases/{caseId}/documents';
/** who may read the case may read what waits in it */
const ALL = { sql: 'true', bindings: [] } as const;
const MOST_WAITING = 100;
const read = { method: 'GET', rule: { action: 'read', subject: 'Case' }, limit: 'read', success: 200 } as const;
const ofDocument = { params: shape.DocumentParams, query: shape.DocumentQuery, purposeful: true } as const;

export const documentRoutes: readonly Route[] = [
  route({
    ...read,
    id: 'listDocuments',
    path,
    summary: 'Signed documents of a case, with who signed them when and in what capacity, and what waits for the seal',
    params: CaseParams,
    response: shape.CaseDocuments,
    sensitive: 'case',
    async handle(request) {
      const { caseId } = request.params;
      await readableCase(request, caseId);
      const { db } = request.services.commands;
      const documents = await listDocuments(db, caseId);
      const { items: waiting } = await listWaitingSeals(db, { caseId, at: request.now, limit: MOST_WAITING, predicate: ALL });
      return { body: { documents: documents.map(({ scope: _, ...document }) => document), waiting } };
    },
  }),
  route({
    ...read,
    ...ofDocument,
    id: 'getDocument',
    path: `${path}/{document}`,
    summary: 'A signed document, or an earlier revision of it, as PDF',
    produces: 'application/pdf',
    sensitive: 'case',
    async handle(request) {
      const { document, revision, bytes } = await documentOf(request);
      return pdfReply(bytes, document.key, document.caseId, revision.sha256);
    },
  }),
  route({
    ...read,
    ...ofDocument,
    id: 'verifyDocument',
    path: `${path}/{document}/verification`,
    summary: 'What the signatures of a document are worth now, whether it is what is on record, and what came since',
    response: shape.DocumentVerification,
    sensitive: 'case',
    async handle(request) {
      const { document, bytes } = await documentOf(request);
      const report = verifyDocument(request.services.commands, bytes, request.now);
      return { body: { ...report, record: compareWithRecord(document, report), evidence: document.evidence ?? null } };
    },
  }),
];

type Request = RouteRequest<{ readonly caseId: string; readonly document: string }, { readonly revision?: number }, unknown>;

async function documentOf(request: Request) {
  const { params, query, services } = request;
  const found = await readableCase(request, params.caseId);
  const document = await findDocument(services.commands.db, params.document);
  if (document?.caseId !== params.caseId) throw notFound('Document');
  const revision = revisionOf(document, query.revision ?? document.revision);
  await lookAtDocument(request, found, document);
  const bytes = await findDocumentContent(services.commands.db, document.caseId, revision.sha256);
  if (bytes) {
    await requireCleanCopy(services.commands, document.caseId, bytes);
    return { document, revision, bytes };
  }
  throw new Rejection('notFound', 'documentDestroyed', 'Expected the document to be kept, but its contents were destroyed.');
}

function revisionOf({ revisions }: CaseDocument, wanted: number): DocumentRevision {
  const found = revisions.find(({ revision }) => revision === wanted);
  if (found) return found;
  throw notFound('Document');
}
