import { Rejection } from '../../errors.ts';

const LONGEST = 2_048;

/** Of base64. Throws validation `signaturesInvalid`. */
export function signatureBytes(text: string | undefined): Buffer {
  if (text !== undefined && text.length <= LONGEST && /^[A-Za-z0-9+/]+={0,2}$/.test(text)) return Buffer.from(text, 'base64');
  throw new Rejection('validation', 'signaturesInvalid', 'Expected each signature as base64.');
}
