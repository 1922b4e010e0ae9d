import { malformed } from '../malformed.ts';
import type { DerValue } from './der-value.ts';
import { expectTag } from './read-der.ts';
import { TAG } from './tags.ts';

/** An OBJECT IDENTIFIER in dotted form. Throws Rejection `signing.asn1`. */
export function readOid(value: DerValue | undefined): string {
  const { content } = expectTag(value, TAG.oid);
  if (content.length === 0 || content.length > 64 || (content.at(-1) ?? 0x80) >= 0x80)
    throw malformed('asn1', 'Expected a whole object identifier.');
  const arcs: number[] = [];
  let arc = 0;
  for (const octet of content) {
    if (arc > Number.MAX_SAFE_INTEGER / 256) throw malformed('asn1', 'Expected arcs of an object identifier to be small.');
    arc = arc * 128 + (octet & 0x7f);
    if (octet >= 0x80) continue;
    arcs.push(...(arcs.length === 0 ? firstTwo(arc) : [arc]));
    arc = 0;
  }
  return arcs.join('.');
}

/** X.690 8.19.4: the first subidentifier holds two arcs. */
function firstTwo(arc: number): readonly number[] {
  const first = Math.min(Math.floor(arc / 40), 2);
  return [first, arc - first * 40];
}
