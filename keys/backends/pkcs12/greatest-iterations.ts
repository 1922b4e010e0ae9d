import type { DerValue } from '../../../signing/asn1/der-value.ts';
import { childrenOf, readDer } from '../../../signing/asn1/read-der.ts';
import { TAG } from '../../../signing/asn1/tags.ts';

const DEEPEST = 24;
const CONSTRUCTED = 0x20;

/**
 * The greatest iteration count that stands openly in a PKCS#12 container: a salt and a number after it, as in MacData, in PBE and in PBKDF2.
 * Reads through octet strings, which the container nests. Throws Rejection `signing.asn1`.
 */
export function greatestIterations(value: DerValue, depth = 0): number {
  if (depth > DEEPEST) return Number.POSITIVE_INFINITY;
  const children = insideOf(value);
  const counts = children.map((child, index) => {
    const salted = child.tag === TAG.integer && children[index - 1]?.tag === TAG.octetString;
    return salted ? numberOf(child.content) : greatestIterations(child, depth + 1);
  });
  return Math.max(0, ...counts);
}

function insideOf(value: DerValue): readonly DerValue[] {
  if ((value.tag & CONSTRUCTED) !== 0) return childrenOf(value);
  if (value.tag !== TAG.octetString) return [];
  try {
    return [readDer(value.content)];
  } catch {
    // a salt, or what is encrypted
    return [];
  }
}

function numberOf(content: Buffer): number {
  return content.length > 6 ? Number.POSITIVE_INFINITY : content.readUIntBE(0, Math.max(1, content.length));
}
