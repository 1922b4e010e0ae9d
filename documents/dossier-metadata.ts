/** The data of a file of documents (NĐ 30/2020, Phụ lục VI): names and lengths are those of the decree. */
import type { MetadataInput } from './document-metadata.ts';
import { metadataDay, requireLengths } from './metadata/require-lengths.ts';

export interface DossierInput {
  readonly fileCode: MetadataInput['fileCode'];
  readonly title: string;
  /** how long it is kept, in words */
  readonly maintenance: string;
  /** who may use it, in words */
  readonly rights: string;
  readonly creator: string;
  /** ISO dates of the first and the last document */
  readonly startedOn: string;
  readonly endedOn?: string;
  readonly documents: number;
  readonly pages: number;
  readonly description?: string;
}

export interface DossierMetadata {
  readonly FileCode: { readonly OrganId: string; readonly FileCatalog: number; readonly FileNotation: string };
  readonly Title: string;
  readonly Maintenance: string;
  readonly Rights: string;
  readonly Creator: string;
  readonly Language: string;
  /** DD/MM/YYYY; EndDate is empty while the file is open */
  readonly StartDate: string;
  readonly EndDate: string;
  readonly DocTotal: number;
  readonly PageTotal: number;
  readonly Description: string;
}

/** A file names its language at more length than a document. */
const OWN = { Language: 50 };

/** Throws Rejection validation `documents.metadata` naming the field that is too long or no day. */
export function dossierMetadata(input: DossierInput): DossierMetadata {
  const { organId, fileCatalog, fileNotation } = input.fileCode;
  const metadata: DossierMetadata = {
    FileCode: { OrganId: organId, FileCatalog: fileCatalog, FileNotation: fileNotation },
    Title: input.title,
    Maintenance: input.maintenance,
    Rights: input.rights,
    Creator: input.creator,
    Language: 'Tiếng Việt',
    StartDate: metadataDay('StartDate', input.startedOn),
    EndDate: input.endedOn === undefined ? '' : metadataDay('EndDate', input.endedOn),
    DocTotal: input.documents,
    PageTotal: input.pages,
    Description: input.description ?? '',
  };
  requireLengths(metadata, OWN);
  return metadata;
}
