/**
 * Strict DER (X.690) for hostile input: definite, minimal lengths; one-octet identifiers; nothing after the value.
 * Reading is shallow, one level at a call, so that no nesting however deep can exhaust the stack.
 */
import { malformed } from '../malformed.ts';
import type { DerValue } from './der-value.ts';
import { TAG } from './tags.ts';

const MAX_CHILDREN = 10_000;
/** Four length octets would already be 4 GB. */
const MAX_LENGTH_OCTETS = 4;

/** The single value that `bytes` are. Throws Rejection `signing.asn1`. */
export function readDer(bytes: Buffer): DerValue {
  const value = readDerPrefix(bytes);
  if (value.raw.length !== bytes.length)
    throw malformed('asn1', `Expected one value, but ${bytes.length - value.raw.length} bytes follow it.`);
  return value;
}

/** The value that `bytes` begin with. Throws Rejection `signing.asn1`. */
export function readDerPrefix(bytes: Buffer): DerValue {
  const tag = bytes[0];
  const first = bytes[1];
  if (tag === undefined || first === undefined) throw malformed('asn1', 'Expected a value, but the bytes end.');
  if ((tag & 0x1f) === 0x1f) throw malformed('asn1', 'Expected an identifier of one octet.');
  const octets = first < 0x80 ? 0 : first & 0x7f;
  const length = octets === 0 ? shortLength(first) : longLength(bytes, octets);
  const start = 2 + octets;
  if (start + length > bytes.length)
    throw malformed('asn1', `Expected ${length} octets of contents, but only ${bytes.length - start} are there.`);
  return { tag, content: bytes.subarray(start, start + length), raw: bytes.subarray(0, start + length) };
}

function shortLength(first: number): number {
  if (first === 0x80) throw malformed('asn1', 'Expected a definite length.');
  return first;
}

function longLength(bytes: Buffer, octets: number): number {
  if (octets > MAX_LENGTH_OCTETS || bytes.length < 2 + octets) throw malformed('asn1', 'Expected a length within the bytes.');
  const length = bytes.readUIntBE(2, octets);
  if (length < 0x80 || bytes[2] === 0) throw malformed('asn1', 'Expected the shortest form of a length.');
  return length;
}

/** The values that a constructed value, or a run of bytes, is made of. Throws Rejection `signing.asn1`. */
export function childrenOf(parent: DerValue | Buffer): readonly DerValue[] {
  const children: DerValue[] = [];
  for (const child of eachChild(parent)) {
    if (children.push(child) > MAX_CHILDREN) throw malformed('asn1', 'Expected fewer values in one structure.');
  }
  return children;
}

/** The same, one at a time: for the entries of a revocation list, of which there may be a million. */
export function* eachChild(parent: DerValue | Buffer): Generator<DerValue> {
  const bytes = Buffer.isBuffer(parent) ? parent : parent.content;
  for (let offset = 0; offset < bytes.length;) {
    const child = readDerPrefix(bytes.subarray(offset));
    yield child;
    offset += child.raw.length;
  }
}

/** The children of a value that must have the identifier `tag`. */
export function childrenTagged(value: DerValue | undefined, tag: number): readonly DerValue[] {
  return childrenOf(expectTag(value, tag));
}

/** `value`, if it is there and has the identifier `tag`; otherwise throws Rejection `signing.asn1`. */
export function expectTag(value: DerValue | undefined, tag: number): DerValue {
  if (value?.tag !== tag) throw malformed('asn1', `Expected tag ${tag}, but found ${value?.tag ?? 'nothing'}.`);
  return value;
}

/** The value inside an explicit tag, of which there must be exactly one. */
export function insideOf(value: DerValue): DerValue {
  return readDer(value.content);
}

/** A small non-negative INTEGER or ENUMERATED, such as a version. */
export function smallNumber(value: DerValue | undefined): number {
  if (value === undefined || value.content.length === 0 || value.content.length > 5 || (value.content[0] ?? 0) >= 0x80) {
    throw malformed('asn1', 'Expected a small number.');
  }
  return value.content.readUIntBE(0, value.content.length);
}

export function booleanOf(value: DerValue): boolean {
  const { content } = expectTag(value, TAG.boolean);
  if (content.length !== 1) throw malformed('asn1', 'Expected a BOOLEAN of one octet.');
  return content[0] !== 0;
}

/** The octets of a BIT STRING that has whole octets, as keys and signatures are. */
export function bitStringOctets(value: DerValue | undefined): Buffer {
  const { content } = expectTag(value, TAG.bitString);
  if (content[0] !== 0) throw malformed('asn1', 'Expected a BIT STRING of whole octets.');
  return content.subarray(1);
}
