import type { DerValue } from '../../../signing/asn1/der-value.ts';
import { childrenOf, readDer } from '../../../signing/asn1/read-der.ts';
import { TAG } from '../../../signing/asn1/tags.ts';

const DEEPEST = 24;
const CONSTRUCTED = 0x20;

/**
 * The greatest iteration count that stands openly in a PKCS#12 container: a salt and a number after it, as in MacData, in PBE and in PBKDF2.
 * Reads through octet strings, which the container nests; where one is only random octets there is nothing to find. Throws Rejection
 * `signing.asn1` for what is malformed outside of them.
 */
export function greatestIterations(value: DerValue, depth = 0): number {
  if (depth > DEEPEST) return Number.POSITIVE_INFINITY;
  if (value.tag === TAG.octetString) return inOctets(value, depth);
  if ((value.tag & CONSTRUCTED) === 0) return 0;
  const children = childrenOf(value);
  const counts = children.map((child, index) => {
    const salted = child.tag === TAG.integer && children[index - 1]?.tag === TAG.octetString;
    return salted ? numberOf(child.content) : greatestIterations(child, depth + 1);
  });
  return Math.max(0, ...counts);
}

function inOctets({ content }: DerValue, depth: number): number {
  try {
    return greatestIterations(readDer(content), depth + 1);
  } catch {
    // a salt, or what is encrypted
    return 0;
  }
}

function numberOf(content: Buffer): number {
  return content.length > 6 ? Number.POSITIVE_INFINITY : content.readUIntBE(0, Math.max(1, content.length));
}
