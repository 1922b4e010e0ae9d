import { Certificate } from '../signing/trust/certificate.ts';
import { isIssuedBy } from '../signing/trust/build-path.ts';
import { algorithmFor } from '../signing/crypto/signing-algorithm.ts';
import type { KeyIdentity } from './signing-backend.ts';

const LONGEST_CHAIN = 6;

/** The certificate of a key with those of `others` that lead towards its root, in order. Throws Rejection for a key that is too weak. */
export function keyIdentity(certificate: Certificate, others: readonly Certificate[]): KeyIdentity {
  const chain: Certificate[] = [];
  for (let last = certificate; chain.length < LONGEST_CHAIN;) {
    const issuer = others.find((one) => one.subject.equals(last.issuer) && !one.equals(last) && isIssuedBy(last, one));
    if (!issuer || chain.includes(issuer)) break;
    chain.push(issuer);
    last = issuer;
  }
  return { certificate, chain, algorithm: algorithmFor(certificate.key) };
}
