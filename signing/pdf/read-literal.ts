import { malformed } from '../malformed.ts';

const ESCAPES: Readonly<Record<number, number>> = { 0x6e: 10, 0x72: 13, 0x74: 9, 0x62: 8, 0x66: 12 };
const BACKSLASH = 0x5c;
const OPEN = 0x28;
const CLOSE = 0x29;

const isOctal = (byte: number | undefined): byte is number => byte !== undefined && byte >= 0x30 && byte <= 0x37;

/** A literal string (ISO 32000-2, 7.3.4.2) whose opening parenthesis stands at `start`. Throws Rejection `signing.pdf`. */
export function readLiteral(source: Buffer, start: number): { readonly bytes: Buffer; readonly end: number } {
  const out: number[] = [];
  let depth = 1;
  let position = start + 1;
  while (depth > 0) {
    const byte = source[position];
    if (byte === undefined) throw malformed('pdf', `Expected the string at byte ${start} to end.`);
    position++;
    if (byte === BACKSLASH) {
      position = readEscape(source, position, out);
      continue;
    }
    if (byte === OPEN) depth++;
    if (byte === CLOSE) depth--;
    if (depth > 0) out.push(byte);
  }
  return { bytes: Buffer.from(out), end: position };
}

/** Adds what the escape at `position` stands for, and gives the position after it. */
function readEscape(source: Buffer, position: number, out: number[]): number {
  const byte = source[position];
  if (byte === undefined) return position;
  if (isOctal(byte)) return readOctal(source, position, out);
  // an escaped end of line is a continuation: it stands for nothing
  if (byte === 13) return source[position + 1] === 10 ? position + 2 : position + 1;
  if (byte !== 10) out.push(ESCAPES[byte] ?? byte);
  return position + 1;
}

function readOctal(source: Buffer, start: number, out: number[]): number {
  let value = 0;
  let position = start;
  for (let byte = source[position]; isOctal(byte) && position < start + 3; byte = source[++position]) value = value * 8 + byte - 0x30;
  out.push(value & 0xff);
  return position;
}
