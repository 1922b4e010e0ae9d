import { malformed } from '../malformed.ts';
import { Lexer } from './lexer.ts';
import { LIMIT } from './limits.ts';
import type { PdfDict, PdfObject } from './pdf-object.ts';

/** The objects of an object stream (ISO 32000-2, 7.5.7) by number, read from its inflated bytes. Throws Rejection `signing.pdf`. */
export function readObjectStream(dict: PdfDict, data: Buffer): ReadonlyMap<number, PdfObject> {
  const count = dict.get('N');
  const first = dict.get('First');
  if (typeof count !== 'number' || typeof first !== 'number' || count > LIMIT.objectsInStream || first > data.length) {
    throw malformed('pdf', 'Expected /N and /First of an object stream.');
  }
  const heads = new Lexer(data, 0, false);
  const objects = new Map<number, PdfObject>();
  for (let index = 0; index < count; index++) {
    const number = heads.unsigned();
    const offset = heads.unsigned();
    if (objects.has(number)) throw malformed('pdf', `Expected object ${number} once in an object stream.`);
    objects.set(number, new Lexer(data, first + offset, false).object());
  }
  return objects;
}
