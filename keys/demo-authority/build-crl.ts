import { createHash } from 'node:crypto';
import { TAG, contextTag, primitiveTag } from '../../signing/asn1/tags.ts';
import { integer, sequence, tagged } from '../../signing/asn1/write-der.ts';
import type { DemoPart } from './demo-authority-part.ts';
import { identifierOf, signedStructure } from './demo-key.ts';
import { extension, timeOf } from './der-parts.ts';

export interface Revocation {
  /** contents of the serial number's INTEGER */
  readonly serial: Buffer;
  /** milliseconds of the epoch */
  readonly at: number;
}

const LIFE_MS = 24 * 3_600_000;

/** The revocation list (RFC 5280 5) of an authority, for a day. */
export function buildDemoCrl({ certificate, key }: DemoPart, revocations: readonly Revocation[], now: number): Buffer {
  const entries = revocations.map(({ serial, at }) => sequence(tagged(TAG.integer, serial), timeOf(at)));
  const keyId = createHash('sha1').update(certificate.keyOctets).digest();
  const tbs = sequence(
    integer(1),
    identifierOf(key),
    certificate.subject,
    timeOf(now),
    timeOf(now + LIFE_MS),
    ...(entries.length === 0 ? [] : [sequence(...entries)]),
    tagged(
      contextTag(0),
      sequence(
        extension('authorityKeyIdentifier', sequence(tagged(primitiveTag(0), keyId))),
        extension('crlNumber', integer(Math.floor(now / 1_000))),
      ),
    ),
  );
  return signedStructure(tbs, key);
}
