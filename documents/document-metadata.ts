/**
 * The data that goes with a document into the register and to receivers (NĐ 30/2020, Phụ lục VI): names and lengths are
 * those of the decree.
 */
import { metadataDay, requireLengths } from './metadata/require-lengths.ts';

export interface MetadataInput {
  /** code of the agency, of the list of files, of the file */
  readonly fileCode: { readonly organId: string; readonly fileCatalog: number; readonly fileNotation: string };
  /** its place in the file */
  readonly docOrdinal: number;
  /** type in words: Quyết định */
  readonly typeName: string;
  readonly number: number;
  readonly notation: string;
  /** ISO date */
  readonly issuedOn: string;
  readonly organName: string;
  readonly subject: string;
  readonly pages: number;
  readonly description?: string;
  readonly signer: { readonly position: string; readonly fullName: string };
  readonly to: readonly { readonly organId: string; readonly organName: string }[];
  /** 0 usual, 1 KHẨN, 2 THƯỢNG KHẨN, 3 HỎA TỐC; the figures are to be verified */
  readonly priority?: 0 | 1 | 2 | 3;
  readonly issuedAmount?: number;
  /** ISO date */
  readonly dueOn?: string;
}

export interface DocumentMetadata {
  readonly FileCode: { readonly OrganId: string; readonly FileCatalog: number; readonly FileNotation: string };
  readonly DocOrdinal: number;
  readonly TypeName: string;
  readonly CodeNumber: string;
  readonly CodeNotation: string;
  /** DD/MM/YYYY */
  readonly IssuedDate: string;
  readonly OrganName: string;
  readonly Subject: string;
  readonly Language: string;
  readonly PageAmount: number;
  readonly Description: string;
  readonly SignerInfo: { readonly Position: string; readonly FullName: string };
  readonly To: readonly { readonly OrganId: string; readonly OrganName: string }[];
  readonly Priority: number;
  readonly IssuedAmount: number;
  readonly DueDate: string;
}

const LANGUAGE = 'Tiếng Việt';

/** Throws Rejection validation `documents.metadata` naming the field that is too long or no day. */
export function documentMetadata(input: MetadataInput): DocumentMetadata {
  const metadata: DocumentMetadata = {
    FileCode: {
      OrganId: input.fileCode.organId,
      FileCatalog: input.fileCode.fileCatalog,
      FileNotation: input.fileCode.fileNotation,
    },
    DocOrdinal: input.docOrdinal,
    TypeName: input.typeName,
    CodeNumber: String(input.number).padStart(2, '0'),
    CodeNotation: input.notation,
    IssuedDate: metadataDay('IssuedDate', input.issuedOn),
    OrganName: input.organName,
    Subject: input.subject,
    Language: LANGUAGE,
    PageAmount: input.pages,
    Description: input.description ?? '',
    SignerInfo: { Position: input.signer.position, FullName: input.signer.fullName },
    To: input.to.map(({ organId, organName }) => ({ OrganId: organId, OrganName: organName })),
    Priority: input.priority ?? 0,
    IssuedAmount: input.issuedAmount ?? input.to.length,
    DueDate: input.dueOn === undefined ? '' : metadataDay('DueDate', input.dueOn),
  };
  requireLengths(metadata);
  return metadata;
}

/** What the receiver adds. */
export interface ArrivalInput {
  /** ISO date */
  readonly arrivedOn: string;
  readonly arrivalNumber: string;
  /** units that are to deal with it */
  readonly toPlaces: string;
  /** the way it came, as the exchange tells it */
  readonly traceHeaderList: string;
}

export interface IncomingMetadata extends DocumentMetadata {
  /** DD/MM/YYYY */
  readonly ArrivalDate: string;
  readonly ArrivalNumber: string;
  readonly ToPlaces: string;
  readonly TraceHeaderList: string;
}

/** Of a document that came in. Throws as `documentMetadata` does. */
export function incomingMetadata(document: MetadataInput, arrival: ArrivalInput): IncomingMetadata {
  const metadata: IncomingMetadata = {
    ...documentMetadata(document),
    ArrivalDate: metadataDay('ArrivalDate', arrival.arrivedOn),
    ArrivalNumber: arrival.arrivalNumber,
    ToPlaces: arrival.toPlaces,
    TraceHeaderList: arrival.traceHeaderList,
  };
  requireLengths(metadata);
  return metadata;
}
