import { malformed } from '../malformed.ts';
import { Lexer } from './lexer.ts';
import { PdfDict, PdfRef, PdfStream, type PdfObject } from './pdf-object.ts';

export interface IndirectObject {
  readonly number: number;
  readonly generation: number;
  readonly object: PdfObject;
  /** just after `endobj` */
  readonly end: number;
}

/**
 * The indirect object at `offset` (ISO 32000-2, 7.3.10). `lengthOf` resolves a /Length that is a reference; without it such a length
 * is refused, as in a cross-reference stream. Throws Rejection `signing.pdf`.
 */
export function readIndirect(file: Buffer, offset: number, lengthOf?: (ref: PdfRef) => PdfObject): IndirectObject {
  if (offset <= 0 || offset >= file.length) throw malformed('pdf', `Expected an object within the file, but byte ${offset} is not.`);
  const lexer = new Lexer(file, offset, true);
  const number = lexer.unsigned();
  const generation = lexer.unsigned();
  lexer.skipSpace();
  lexer.expectWord('obj');
  const read = lexer.object();
  lexer.skipSpace();
  const object = read instanceof PdfDict && takeStream(lexer) ? readStream(lexer, read, lengthOf) : read;
  lexer.skipSpace();
  lexer.expectWord('endobj');
  return { number, generation, object, end: lexer.position };
}

/** `stream` and its end of line, which is never a lone carriage return (7.3.8.1). */
function takeStream(lexer: Lexer): boolean {
  if (!lexer.takeWord('stream')) return false;
  if (lexer.bytes[lexer.position] === 13) lexer.position++;
  if (lexer.bytes[lexer.position] !== 10) throw lexer.fault('the end of the line after stream');
  lexer.position++;
  return true;
}

function readStream(lexer: Lexer, dict: PdfDict, lengthOf?: (ref: PdfRef) => PdfObject): PdfStream {
  const written = dict.get('Length');
  const length = written instanceof PdfRef ? lengthOf?.(written) : written;
  const start = lexer.position;
  if (typeof length !== 'number' || !Number.isInteger(length) || length < 0 || start + length > lexer.bytes.length) {
    throw malformed('pdf', `Expected the length of the stream at byte ${start}.`);
  }
  lexer.position = start + length;
  lexer.skipSpace();
  lexer.expectWord('endstream');
  return new PdfStream(dict, lexer.bytes.subarray(start, start + length));
}
