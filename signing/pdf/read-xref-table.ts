import { malformed } from '../malformed.ts';
import type { CrossReference } from './cross-references.ts';
import type { Lexer } from './lexer.ts';
import { LIMIT } from './limits.ts';
import { PdfDict } from './pdf-object.ts';

export interface SectionBody {
  readonly entries: Map<number, CrossReference>;
  readonly trailer: PdfDict;
  readonly end: number;
}

/** A cross-reference table after its word `xref`, and its trailer (ISO 32000-2, 7.5.4 and 7.5.5). */
export function readXrefTable(lexer: Lexer): SectionBody {
  const entries = new Map<number, CrossReference>();
  for (lexer.skipSpace(); !lexer.takeWord('trailer'); lexer.skipSpace()) readSubsection(lexer, entries);
  const trailer = lexer.object();
  if (!(trailer instanceof PdfDict)) throw lexer.fault('a trailer');
  return { entries, trailer, end: lexer.position };
}

function readSubsection(lexer: Lexer, entries: Map<number, CrossReference>): void {
  const first = lexer.unsigned();
  const count = lexer.unsigned();
  if (count > LIMIT.crossReferences) throw lexer.fault('fewer entries');
  for (let index = 0; index < count; index++) addEntry(entries, first + index, readEntry(lexer));
}

function readEntry(lexer: Lexer): CrossReference {
  const offset = lexer.unsigned();
  const generation = lexer.unsigned();
  lexer.skipSpace();
  if (lexer.takeWord('n')) return { kind: 'at', offset, generation };
  lexer.expectWord('f');
  return { kind: 'free' };
}

export function addEntry(entries: Map<number, CrossReference>, number: number, entry: CrossReference): void {
  if (entries.has(number)) throw malformed('pdf', `Expected object ${number} once in a cross-reference section.`);
  if (entries.size >= LIMIT.crossReferences) throw malformed('pdf', 'Expected fewer objects.');
  entries.set(number, entry);
}
