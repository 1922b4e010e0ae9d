/** What authentic evidence says about one certificate. Times are milliseconds of the epoch. */
export interface RevocationStatus {
  readonly source: 'ocsp' | 'crl';
  readonly revokedAt?: number;
  readonly thisUpdate: number;
  readonly nextUpdate?: number;
  /** whether the document itself carries it */
  readonly embedded: boolean;
}

/** Evidence that may not be used, and why. */
export interface UnusableEvidence {
  readonly source: 'ocsp' | 'crl';
  readonly reason: 'malformed' | 'unauthorised' | 'fromTheFuture' | 'unsupported';
  readonly detail: string;
}

export type EvidenceResult = RevocationStatus | UnusableEvidence;

export function isStatus(result: EvidenceResult): result is RevocationStatus {
  return 'thisUpdate' in result;
}
