import type { DerValue } from '../asn1/der-value.ts';
import { childrenOf, childrenTagged, readDer } from '../asn1/read-der.ts';
import { readOid } from '../asn1/read-oid.ts';
import { TAG } from '../asn1/tags.ts';

/** The first value of an attribute of a Name (DER), as text; undefined without one. For people to read, never to compare. */
export function nameAttribute(name: Buffer, attribute: string): string | undefined {
  for (const set of childrenTagged(readDer(name), TAG.sequence)) {
    for (const pair of childrenOf(set)) {
      const [type, value] = childrenOf(pair);
      if (value && readOid(type) === attribute) return textOf(value);
    }
  }
  return undefined;
}

function textOf({ tag, content }: DerValue): string {
  if (tag === TAG.utf8String) return content.toString('utf8');
  if (tag !== TAG.bmpString) return content.toString('latin1');
  return Buffer.from(content.subarray(0, content.length - (content.length % 2)))
    .swap16()
    .toString('utf16le');
}
