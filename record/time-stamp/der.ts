import { fromBER, ObjectIdentifier, type BaseBlock } from 'asn1js';

/** An ASN.1 value: where it was read from, and what is in it. */
export interface Der {
  /** `universal:16`, `context:0` */
  readonly tag: string;
  /** of constructed values */
  readonly children: readonly Der[];
  /** the whole encoding, and its content without tag and length */
  readonly raw: Buffer;
  readonly content: Buffer;
  /** dotted, of an object identifier */
  readonly oid?: string;
}

const CLASSES = ['', 'universal', 'application', 'context', 'private'];

function derOf(block: BaseBlock): Der {
  const { tagClass, tagNumber, isConstructed } = block.idBlock;
  const tag = `${CLASSES[tagClass]}:${tagNumber}`;
  const raw = Buffer.from(block.valueBeforeDecodeView);
  const inside = (block.valueBlock as { value?: unknown }).value;
  return {
    tag,
    raw,
    content: raw.subarray(raw.length - block.lenBlock.length),
    children: isConstructed && Array.isArray(inside) ? (inside as BaseBlock[]).map(derOf) : [],
    ...(block instanceof ObjectIdentifier && { oid: block.getValue() }),
  };
}

/** Exactly one value. Throws TypeError when it is anything else. */
export function readDer(bytes: Uint8Array): Der {
  const { offset, result } = fromBER(new Uint8Array(bytes));
  if (offset !== bytes.length) throw new TypeError('Expected one DER value.');
  return derOf(result);
}

/** The child at a place, of a tag. Throws TypeError. */
export function childOf({ children }: Der, index: number, tag: string): Der {
  const child = children[index];
  if (child?.tag !== tag) throw new TypeError(`Expected ${tag} at place ${index}, but found ${child?.tag ?? 'nothing'}.`);
  return child;
}

export const INTEGER = 'universal:2';
export const OCTETS = 'universal:4';
export const OID = 'universal:6';
export const SEQUENCE = 'universal:16';
export const SET = 'universal:17';
export const TIME = 'universal:24';
