import { Rejection } from '../../errors.ts';
import type { PreparedSignature } from './prepared-signature.ts';

/**
 * Writes a signature or a time-stamp token (DER) into the room that was kept for it. The prepared bytes themselves become the signed file:
 * a large document is not copied again. Throws Rejection `signing.noRoom` with nothing written.
 */
export function embedSignature({ pdf, byteRange, room }: PreparedSignature, der: Buffer): Buffer {
  if (der.length * 2 > room) {
    throw new Rejection('validation', 'signing.noRoom', `Expected a signature of at most ${room / 2} octets, but it has ${der.length}.`);
  }
  pdf.write(der.toString('hex'), byteRange[1] + 1, 'latin1');
  return pdf;
}
