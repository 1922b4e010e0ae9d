import type { Certificate } from '../signing/trust/certificate.ts';
import { issuersAmong } from '../signing/trust/issuers-among.ts';
import { algorithmFor } from '../signing/crypto/signing-algorithm.ts';
import type { KeyIdentity } from './signing-backend.ts';

/** The certificate of a key with those of `others` that lead towards its root, in order. Throws Rejection for a key that is too weak. */
export function keyIdentity(certificate: Certificate, others: readonly Certificate[]): KeyIdentity {
  return { certificate, chain: issuersAmong(certificate, others), algorithm: algorithmFor(certificate.key) };
}
