/**
 * The data that goes with a document into the register and to receivers (NĐ 30/2020, Phụ lục VI, outgoing documents): names and lengths are
 * those of the decree.
 */
import { Rejection } from '../errors.ts';
import { dayOf } from './fill/dates.ts';

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

/** Most characters, or digits of a number. */
const LENGTHS = {
  OrganId: 13,
  FileCatalog: 4,
  FileNotation: 20,
  DocOrdinal: 3,
  TypeName: 100,
  CodeNumber: 11,
  CodeNotation: 30,
  IssuedDate: 10,
  OrganName: 200,
  Subject: 500,
  Language: 30,
  PageAmount: 3,
  Description: 500,
  Position: 100,
  FullName: 50,
  Priority: 1,
  IssuedAmount: 3,
  DueDate: 10,
} as const;

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
    IssuedDate: dayText('IssuedDate', input.issuedOn),
    OrganName: input.organName,
    Subject: input.subject,
    Language: LANGUAGE,
    PageAmount: input.pages,
    Description: input.description ?? '',
    SignerInfo: { Position: input.signer.position, FullName: input.signer.fullName },
    To: input.to.map(({ organId, organName }) => ({ OrganId: organId, OrganName: organName })),
    Priority: input.priority ?? 0,
    IssuedAmount: input.issuedAmount ?? input.to.length,
    DueDate: input.dueOn === undefined ? '' : dayText('DueDate', input.dueOn),
  };
  requireLengths(metadata);
  return metadata;
}

function dayText(field: string, value: string): string {
  const day = dayOf(value);
  if (!day || day.time !== undefined) throw refused(field, value);
  return `${day.day}/${day.month}/${day.year}`;
}

function requireLengths(part: object): void {
  for (const [name, value] of Object.entries(part) as [string, unknown][]) {
    if (typeof value === 'object' && value !== null) requireLengths(value);
    else if (name in LENGTHS && Array.from(String(value)).length > LENGTHS[name as keyof typeof LENGTHS])
      throw refused(name, String(value));
  }
}

function refused(field: string, value: string): Rejection {
  const limit = LENGTHS[field as keyof typeof LENGTHS];
  return new Rejection(
    'validation',
    'documents.metadata',
    `Expected ${field} to be valid and at most ${limit} characters long, but it is '${value}'.`,
    {
      details: {
        field,
        limit,
        reason: {
          vi: `Dữ liệu đặc tả “${field}” không hợp lệ hoặc dài quá ${limit} ký tự (Phụ lục VI Nghị định 30/2020/NĐ-CP).`,
          en: `The metadata “${field}” is not valid or is longer than ${limit} characters (Annex VI of Decree 30/2020/NĐ-CP).`,
        },
      },
    },
  );
}
