import type { DigestName } from '../crypto/digest-name.ts';

/** A file that waits for its signature. All of it is data: it may be stored, and signed elsewhere, days later. */
export interface PreparedSignature {
  readonly pdf: Buffer;
  /** what the signature covers: everything but /Contents with its delimiters */
  readonly byteRange: readonly [0, number, number, number];
  /** hexadecimal digits that /Contents has room for */
  readonly room: number;
  readonly digestName: DigestName;
  /** of the covered bytes */
  readonly digest: Buffer;
}
