import { isIssuedBy } from './build-path.ts';
import type { Certificate } from './certificate.ts';

const LONGEST_CHAIN = 8;

/** Those of `others` that lead from a certificate towards its root, in order. Without a wish to trust them: that is the verifier's. */
export function issuersAmong(certificate: Certificate, others: readonly Certificate[]): readonly Certificate[] {
  const chain: Certificate[] = [];
  for (let last = certificate; chain.length < LONGEST_CHAIN;) {
    const issuer = others.find((one) => one.subject.equals(last.issuer) && !one.equals(last) && isIssuedBy(last, one));
    if (!issuer || chain.includes(issuer)) break;
    chain.push(issuer);
    last = issuer;
  }
  return chain;
}
