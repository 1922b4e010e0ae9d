/** Writes DER (X.690): the structures of RFC 5652, 3161 and 6960 that this product makes itself. */
import { TAG } from './tags.ts';

export function tagged(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), lengthOctets(content.length), content]);
}

function lengthOctets(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const octets = bigEndian(length);
  return Buffer.concat([Buffer.from([0x80 | octets.length]), octets]);
}

function bigEndian(value: number): Buffer {
  const octets: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return Buffer.from(octets);
}

export const sequence = (...items: readonly Buffer[]): Buffer => tagged(TAG.sequence, ...items);
/** DER sorts the elements of a SET OF (X.690 11.6). */
export const setOf = (...items: readonly Buffer[]): Buffer => tagged(TAG.set, ...items.toSorted(Buffer.compare));
export const octetString = (bytes: Buffer): Buffer => tagged(TAG.octetString, bytes);
export const nullValue = (): Buffer => tagged(TAG.null);
export const trueValue = (): Buffer => tagged(TAG.boolean, Buffer.from([0xff]));

/** A non-negative INTEGER of any size. */
export function integer(value: number | Buffer): Buffer {
  const bytes = typeof value === 'number' ? bigEndian(value) : value;
  const start = bytes.findIndex((octet) => octet !== 0);
  const digits = start < 0 ? Buffer.from([0]) : bytes.subarray(start);
  return tagged(TAG.integer, (digits[0] ?? 0) >= 0x80 ? Buffer.from([0]) : Buffer.alloc(0), digits);
}

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tagged(TAG.oid, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(arc: number): readonly number[] {
  const octets = [arc % 128];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) octets.unshift(0x80 | (rest % 128));
  return octets;
}
