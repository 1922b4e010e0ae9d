import type { Certificate } from './certificate.ts';

/** A certificate that is trusted because an administrator says so, for as long as the record says so. */
export interface TrustAnchor {
  readonly certificate: Certificate;
  /** milliseconds of the epoch; narrower than the certificate's own validity, when trust began later or was withdrawn */
  readonly trustedFrom?: number;
  readonly trustedUntil?: number;
}

export function isTrustedAt({ certificate, trustedFrom, trustedUntil }: TrustAnchor, time: number): boolean {
  return certificate.isValidAt(time) && time >= (trustedFrom ?? time) && time <= (trustedUntil ?? time);
}
