import { notFound } from '../../casework/require-permission.ts';
import { requireServable } from '../../commands/uploads/scan-state.ts';
import { requireVisible } from '../../commands/uploads/visible-case.ts';
import { showUpload } from '../../commands/uploads/show-upload.ts';
import { findCase } from '../../store/queries/find-case.ts';
import { findUploadContent, findUploads } from '../../store/queries/find-uploads.ts';
import type { Upload } from '../../store/upload-contract.ts';
import { CaseParams } from '../contract/case.ts';
import * as shape from '../contract/upload.ts';
import { lookAtFile } from '../masking/look-at-document.ts';
import { principalOf, route, type Route, type RouteRequest } from '../route.ts';
import { abilityFor, type ReadableCase } from './readable.ts';
import { pdfReply } from './pdf-reply.ts';
import { storedFile, storing } from './stored-file.ts';

const ofCase = '/api/v1/cases/{caseId}/uploads';
const path = '/api/v1/uploads';
const store = { ...storing, rule: 'signedIn' } as const;
const read = { method: 'GET', rule: 'signedIn', limit: 'read', success: 200 } as const;

type Request = Pick<RouteRequest<unknown, unknown, unknown>, 'principal' | 'services' | 'now'>;

export const uploadRoutes: readonly Route[] = [
  route({
    ...store,
    id: 'storeUpload',
    path,
    summary: 'Store a file for a case that is about to begin, so that its form can refer to it; the same again gets the same answer',
    handle: async (request) => ({ body: await storedFile(request) }),
  }),
  route({
    ...store,
    id: 'storeCaseUpload',
    path: ofCase,
    summary: 'Store a file for a case: an attachment of a form, or a scan; the same again gets the same answer',
    params: CaseParams,
    async handle(request) {
      await visibleCase(request, request.params.caseId);
      return { body: await storedFile(request, request.params) };
    },
  }),
  route({
    ...read,
    id: 'getUpload',
    path: `${path}/{sha256}`,
    summary: 'Whether I have stored a file for a case that is about to begin',
    params: shape.UploadParams,
    response: shape.Upload,
    handle: async (request) => ({ body: await viewOf(request, undefined, request.params.sha256) }),
  }),
  route({
    ...read,
    id: 'getCaseUpload',
    path: `${ofCase}/{sha256}`,
    summary: 'Whether a file is stored for a case: one that a step refers to, or one of mine that waits for a step',
    params: shape.CaseUploadParams,
    response: shape.Upload,
    sensitive: 'case',
    async handle(request) {
      const { caseId, sha256 } = request.params;
      await visibleCase(request, caseId);
      return { body: await viewOf(request, caseId, sha256) };
    },
  }),
  route({
    ...read,
    id: 'getUploadContent',
    path: `${ofCase}/{sha256}/content`,
    summary: 'A stored file of a case as PDF',
    params: shape.CaseUploadParams,
    produces: 'application/pdf',
    purposeful: true,
    sensitive: 'case',
    async handle(request) {
      const { caseId, sha256 } = request.params;
      const found = await visibleCase(request, caseId);
      const upload = await uploadOf(request, caseId, sha256);
      requireServable(request.services.commands, upload);
      await lookAtFile(request, found, { what: 'upload', upload: sha256 });
      const bytes = await findUploadContent(request.services.commands.db, upload);
      if (!bytes) throw notFound('Upload');
      return pdfReply(bytes, sha256.slice(0, 16), caseId, upload.contentSha256);
    },
  }),
];

/** The case, to whoever sees it or one of its open tasks. Throws notFound `caseNotFound`. */
async function visibleCase(request: Request, caseId: string): Promise<ReadableCase> {
  const ability = abilityFor(request);
  const found = await findCase(request.services.commands.db, caseId, request.now);
  return { ...requireVisible(ability, found), ability };
}

async function viewOf(request: Request, caseId: string | undefined, sha256: string) {
  return await showUpload(request.services.commands, await uploadOf(request, caseId, sha256), request.now);
}

async function uploadOf(request: Request, caseId: string | undefined, sha256: string): Promise<Upload> {
  const { services, now } = request;
  const reader = { caseId, account: principalOf(request).account, now };
  const upload = (await findUploads(services.commands.db, reader, [sha256])).get(sha256);
  if (upload) return upload;
  throw notFound('Upload');
}
