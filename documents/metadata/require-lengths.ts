/** Lengths of the metadata of NĐ 30/2020, Phụ lục VI, and what refuses those that do not keep them. */
import { Rejection } from '../../errors.ts';
import { dayOf } from '../fill/dates.ts';

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
  ArrivalDate: 10,
  ArrivalNumber: 10,
  ToPlaces: 1000,
  Title: 500,
  Maintenance: 30,
  Rights: 30,
  Creator: 30,
  StartDate: 10,
  EndDate: 10,
  DocTotal: 4,
  PageTotal: 4,
} as const;

/** DD/MM/YYYY of an ISO date. Throws Rejection validation `documents.metadata`. */
export function metadataDay(field: string, value: string): string {
  const day = dayOf(value);
  if (!day || day.time !== undefined) throw refused(field, value);
  return `${day.day}/${day.month}/${day.year}`;
}

/**
 * Throws Rejection validation `documents.metadata` naming the field that is too long. `own`: lengths of this kind of metadata where they
 * differ.
 */
export function requireLengths(part: object, own: Readonly<Record<string, number>> = {}): void {
  for (const [name, value] of Object.entries(part) as [string, unknown][]) {
    if (typeof value === 'object' && value !== null) requireLengths(value, own);
    else if (name in LENGTHS && Array.from(String(value)).length > LENGTHS[name as keyof typeof LENGTHS])
      throw refused(name, String(value));
  }
}

/** Fields of which the decree says no length may be of any. */
const lengthOf = (field: string): number => (Object.hasOwn(LENGTHS, field) ? LENGTHS[field as keyof typeof LENGTHS] : Infinity);

function refused(field: string, value: string): Rejection {
  const limit = lengthOf(field);
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
