import { Readable } from 'node:stream';

/** A document of a case, to be looked at. */
export function pdfReply(bytes: Buffer, name: string, caseId: string, etag?: string) {
  return {
    raw: Readable.from([bytes], { objectMode: false }),
    type: 'application/pdf',
    ...(etag !== undefined && { etag }),
    headers: { 'Content-Disposition': `inline; filename="${name.replaceAll(/[^\w-]/g, '_')}.pdf"`, 'Content-Length': String(bytes.length) },
    given: { ids: [caseId], rows: 1 },
  };
}
