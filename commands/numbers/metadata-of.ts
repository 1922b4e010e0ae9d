/** What goes with an issued document to its receivers and into the archive (NĐ 30/2020, Phụ lục VI). */
import { documentMetadata, type DocumentMetadata } from '../../documents/document-metadata.ts';
import { Rejection } from '../../errors.ts';
import { PdfDocument } from '../../signing/pdf/pdf-document.ts';
import { readPages } from '../../signing/pdf/read-pages.ts';
import type { Database } from '../../store/connection.ts';
import type { NumberEntry, NumberRegister } from '../../store/number-contract.ts';
import { findAgencyHolder } from '../../store/queries/agency-number.ts';
import { findDocument, findDocumentContent } from '../../store/queries/case-documents.ts';
import { findNumberFile } from '../../store/queries/number-file.ts';
import { nameOfKind } from './document-kinds.ts';

/** Throws conflict `numberState` for what was not issued; validation `documents.metadata` naming the field that is too long. */
export async function metadataOf(db: Database, register: NumberRegister, entry: NumberEntry): Promise<DocumentMetadata> {
  if (entry.state !== 'used')
    throw new Rejection(
      'conflict',
      'numberState',
      `Expected number ${entry.number} to be that of an issued document, but it is ${entry.state}.`,
    );
  const organId = async (unitPath: string): Promise<string> => (await findAgencyHolder(db, unitPath))?.number ?? '';
  const file = await findNumberFile(db, register.id, entry.ordinal);
  const { signer = '', signerPosition = '', copies } = entry;
  const to = await Promise.all(file.recipients.map(async ({ path, name }) => ({ organId: await organId(path), organName: name })));
  return documentMetadata({
    fileCode: { organId: await organId(register.unitPath), fileCatalog: register.year, fileNotation: file.code ?? '' },
    docOrdinal: file.place,
    typeName: nameOfKind(entry.kind).vi,
    number: entry.ordinal,
    notation: entry.symbol,
    issuedOn: entry.day,
    organName: register.unitName,
    subject: entry.subject ?? '',
    pages: entry.pages ?? (await pagesOf(db, entry)),
    signer: { position: signerPosition, fullName: signer },
    to,
    ...(copies !== undefined && { issuedAmount: copies }),
  });
}

/** 0 where nobody has counted those of a paper, or the contents were destroyed. */
async function pagesOf(db: Database, { documentId }: NumberEntry): Promise<number> {
  const document = documentId === undefined ? undefined : await findDocument(db, documentId);
  const bytes = document && (await findDocumentContent(db, document.caseId, document.sha256));
  return bytes ? readPages(new PdfDocument(bytes)).length : 0;
}
