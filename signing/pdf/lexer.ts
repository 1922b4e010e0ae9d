/**
 * Reads objects from bytes (ISO 32000-2, 7.2 and 7.3), strictly: whatever two readers could understand differently is refused
 * rather than repaired, since a signature must mean one thing.
 */
import { malformed } from '../malformed.ts';
import { LIMIT } from './limits.ts';
import { PdfDict, PdfName, PdfRef, PdfString, type PdfObject } from './pdf-object.ts';
import { readLiteral } from './read-literal.ts';

const WHITE = new Set([0, 9, 10, 12, 13, 32]);
const DELIMITERS = new Set(Buffer.from('()<>[]{}/%'));
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)$/;
const KEYWORDS: readonly (readonly [string, boolean | null])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;
const isRegular = (byte: number | undefined): boolean => byte !== undefined && !WHITE.has(byte) && !DELIMITERS.has(byte);

export class Lexer {
  readonly bytes: Buffer;
  position: number;
  /** whether positions are those of the file */
  readonly inFile: boolean;

  constructor(bytes: Buffer, position: number, inFile: boolean) {
    this.bytes = bytes;
    this.position = position;
    this.inFile = inFile;
  }

  /** Passes white space and comments. */
  skipSpace(): void {
    for (let byte = this.bytes[this.position]; byte !== undefined; byte = this.bytes[this.position]) {
      if (byte === 0x25) this.#skipComment();
      else if (WHITE.has(byte)) this.position++;
      else return;
    }
  }

  /** Passes `word` if it stands here. */
  takeWord(word: string): boolean {
    const end = this.position + word.length;
    const found = this.bytes.toString('latin1', this.position, end) === word && !isRegular(this.bytes[end]);
    if (found) this.position = end;
    return found;
  }

  /** Like takeWord, but for what must stand here. */
  expectWord(word: string): void {
    if (!this.takeWord(word)) throw this.fault(`'${word}'`);
  }

  /** An unsigned integer after white space. */
  unsigned(): number {
    this.skipSpace();
    const start = this.position;
    while (isDigit(this.bytes[this.position])) this.position++;
    if (start === this.position || this.position - start > 15 || isRegular(this.bytes[this.position])) throw this.fault('an integer');
    return Number(this.bytes.toString('latin1', start, this.position));
  }

  object(depth = 0): PdfObject {
    if (depth > LIMIT.nesting) throw malformed('pdf', 'Expected arrays and dictionaries to nest less deeply.');
    this.skipSpace();
    const byte = this.bytes[this.position];
    if (byte === 0x2f) return new PdfName(this.#name());
    if (byte === 0x28) return this.#literal();
    if (byte === 0x3c) return this.bytes[this.position + 1] === 0x3c ? this.#dict(depth) : this.#hex();
    if (byte === 0x5b) return this.#array(depth);
    if (isDigit(byte) || byte === 0x2b || byte === 0x2d || byte === 0x2e) return this.#numberOrReference();
    for (const [word, value] of KEYWORDS) if (this.takeWord(word)) return value;
    throw this.fault('an object');
  }

  fault(expected: string): Error {
    return malformed('pdf', `Expected ${expected} at byte ${this.position}${this.inFile ? '' : ' of an object stream'}.`);
  }

  #skipComment(): void {
    while (this.position < this.bytes.length && this.bytes[this.position] !== 10 && this.bytes[this.position] !== 13) this.position++;
  }

  #array(depth: number): readonly PdfObject[] {
    this.position++;
    const items: PdfObject[] = [];
    for (;;) {
      this.skipSpace();
      if (this.bytes[this.position] === 0x5d) break;
      items.push(this.object(depth + 1));
    }
    this.position++;
    return items;
  }

  #dict(depth: number): PdfDict {
    this.position += 2;
    const dict = new PdfDict();
    for (;;) {
      this.skipSpace();
      if (this.bytes[this.position] === 0x3e && this.bytes[this.position + 1] === 0x3e) break;
      if (this.bytes[this.position] !== 0x2f) throw this.fault('a name or the end of a dictionary');
      const key = this.#name();
      if (dict.entries.has(key)) throw malformed('pdf', `Expected /${key} once in a dictionary.`);
      dict.entries.set(key, this.object(depth + 1));
    }
    this.position += 2;
    return dict;
  }

  #name(): string {
    const start = ++this.position;
    while (isRegular(this.bytes[this.position])) this.position++;
    if (this.position - start > LIMIT.nameBytes) throw malformed('pdf', 'Expected a shorter name.');
    const text = this.bytes.toString('latin1', start, this.position);
    return text.includes('#')
      ? text.replaceAll(/#([0-9a-fA-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
      : text;
  }

  #literal(): PdfString {
    const start = this.position;
    const { bytes, end } = readLiteral(this.bytes, start);
    this.position = end;
    return new PdfString(bytes, false, this.#place(start));
  }

  #hex(): PdfString {
    const start = this.position;
    const close = this.bytes.indexOf(0x3e, start);
    if (close < 0) throw this.fault('the end of a string');
    this.position = close + 1;
    return new PdfString(hexOctets(this.bytes.toString('latin1', start + 1, close)), true, this.#place(start));
  }

  #place(start: number): PdfString['place'] {
    return this.inFile ? { start, end: this.position } : undefined;
  }

  #numberOrReference(): number | PdfRef {
    const start = this.position;
    while (isRegular(this.bytes[this.position])) this.position++;
    const text = this.bytes.toString('latin1', start, this.position);
    if (!NUMBER.test(text) || text.length > 32) throw malformed('pdf', `Expected a number at byte ${start}.`);
    return (/^\d+$/.test(text) ? this.#reference(Number(text)) : undefined) ?? Number(text);
  }

  /** `number generation R`, or undefined with nothing passed. */
  #reference(number: number): PdfRef | undefined {
    const back = this.position;
    this.skipSpace();
    const start = this.position;
    while (isDigit(this.bytes[this.position]) && this.position - start < 6) this.position++;
    const generation = this.bytes.toString('latin1', start, this.position);
    this.skipSpace();
    if (generation !== '' && this.takeWord('R')) return new PdfRef(number, Number(generation));
    this.position = back;
    return undefined;
  }
}

/** White space is ignored, and an odd last digit is followed by 0 (7.3.4.3). */
function hexOctets(text: string): Buffer {
  // the /Contents of signatures are long and nothing but digits: one pass, since decoding stops at what is none
  const octets = Buffer.from(text, 'hex');
  if (octets.length * 2 === text.length) return octets;
  const digits = text.replaceAll(/[\0\t\n\f\r ]/g, '');
  if (/[^0-9a-fA-F]/.test(digits)) throw malformed('pdf', 'Expected hexadecimal digits.');
  return Buffer.from(digits.length % 2 === 1 ? `${digits}0` : digits, 'hex');
}
