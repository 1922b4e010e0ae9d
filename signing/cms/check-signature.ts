import { Rejection } from '../../errors.ts';
import { matches } from '../crypto/signing-algorithm.ts';
import type { Certificate } from '../trust/certificate.ts';
import type { SignatureRequest } from './build-signed-attributes.ts';

/**
 * A signature that was made elsewhere must be that of this certificate over these attributes, before anything is embedded: a wrong key, a
 * mixed-up answer or other bytes end here. Throws Rejection `signing.wrongSignature`.
 */
export function checkSignature({ attributes, algorithm }: SignatureRequest, signature: Buffer, certificate: Certificate): void {
  if (matches(algorithm, certificate.key, attributes, signature)) return;
  throw new Rejection(
    'validation',
    'signing.wrongSignature',
    `Expected a signature by the key of ${certificate.name} over the attributes it was asked for.`,
  );
}
