/** A file that somebody has, judged as `trinh-ky verify` judges it. It is read as it comes, up to a limit, and kept nowhere. */
import type { IncomingMessage } from 'node:http';
import { compareWithRecord } from '../../commands/signing/compare-with-record.ts';
import { verifyApart } from '../../commands/signing/verify-apart.ts';
import type { VerificationReport } from '../../signing/report/verification-report.ts';
import { findDocumentOf } from '../../store/queries/case-documents.ts';
import type { CaseDocument } from '../../store/signing-contract.ts';
import * as shape from '../contract/signing.ts';
import { readBytes, wrongType } from '../read-body.ts';
import { route, type Route } from '../route.ts';

const TYPE = 'application/pdf';
export const MOST_PDF_BYTES = 25 * 1024 * 1024;

export const verificationRoutes: readonly Route[] = [
  route({
    id: 'verifyFile',
    method: 'POST',
    path: '/api/v1/verifications',
    summary:
      'What the signatures of a PDF are worth now, and whether it is on record here, or one with fewer signatures; the file is not kept',
    rule: 'signedIn',
    limit: 'deploy',
    ownBody: [TYPE],
    success: 200,
    response: shape.FileVerification,
    async handle({ incoming, services, now }) {
      const bytes = await uploaded(incoming);
      const report = await verifyApart(services.commands, bytes, now);
      return { body: { ...report, record: standing(await findDocumentOf(services.commands.db, report.file.sha256), report) } };
    },
  }),
];

async function uploaded(incoming: IncomingMessage): Promise<Buffer> {
  const type = incoming.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== TYPE) throw wrongType(type, TYPE);
  return await readBytes(incoming, MOST_PDF_BYTES);
}

/** Whoever has the file may know whether it is the last word; not of which case it is. */
function standing(document: CaseDocument | undefined, report: VerificationReport) {
  if (!document) return { standing: 'unknown', rolledBack: null, missingSignatures: null };
  const { revision, newest, rolledBack, missingSigners } = compareWithRecord(document, report);
  return { standing: revision === newest ? 'newest' : 'earlier', rolledBack, missingSignatures: missingSigners.length };
}
