/** The certificate of the other end of a TLS connection, as whoever ended TLS has verified it: chain, validity, revocation. */
export interface ClientCertificate {
  /** SHA-256 of the certificate, hex */
  readonly fingerprint: string;
  /** distinguished names */
  readonly subject: string;
  readonly issuer: string;
  /** ISO instant */
  readonly validTo: string;
}

/** By which of its marks a certificate is known again: a renewed one has the same subject of the same issuer. */
export type CertificateBinding = 'fingerprint' | 'subject';

export function lookupOf({ fingerprint, subject, issuer }: ClientCertificate, binding: CertificateBinding): string {
  return binding === 'fingerprint'
    ? `fingerprint:${fingerprint.replaceAll(':', '').toLowerCase()}`
    : `subject:${JSON.stringify([issuer, subject])}`;
}
