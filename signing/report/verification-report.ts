import type { Indication, SubIndication } from '../finding.ts';
import type { Change, PermittedCode, RefusedCode } from '../compare/change.ts';

/** The result of a validation. This is the JSON that `trinh-ky verify --json` prints; docs/signing.md documents it, and it only ever grows. */
export interface VerificationReport {
  readonly schema: 'trinh-ky/verification/1';
  readonly file: { readonly sha256: string; readonly bytes: number };
  /** the time for which the file was judged; all times are ISO 8601 in UTC */
  readonly validatedAt: string;
  readonly indication: Indication;
  readonly subIndication: SubIndication | null;
  /** in the order in which they were made */
  readonly signatures: readonly SignatureReport[];
  readonly unsignedFields: readonly string[];
  /** of the file itself */
  readonly findings: readonly FindingReport[];
}

export interface SignatureReport {
  readonly field: string;
  readonly kind: 'signature' | 'documentTimeStamp';
  /** /SubFilter */
  readonly format: string;
  readonly level: PadesLevel | null;
  readonly indication: Indication;
  readonly subIndication: SubIndication | null;
  readonly signer: SignerReport | null;
  /** what the signature says of itself, proven by nobody */
  readonly claimed: {
    readonly time: string | null;
    readonly name: string | null;
    readonly reason: string | null;
    readonly location: string | null;
  };
  /** proven by a time-stamp */
  readonly signedBefore: string | null;
  /** whether the certificate was valid and in good standing at that time, or now without proof; null if nobody can say */
  readonly certificateValidAtSigning: boolean | null;
  readonly coversWholeFile: boolean;
  /** the level of DocMDP if this is the certification */
  readonly certifies: number | null;
  readonly changesSince: { readonly permitted: readonly Change<PermittedCode>[]; readonly refused: readonly Change<RefusedCode>[] };
  readonly timeStamps: readonly TimeStampReport[];
  readonly chain: readonly CertificateReport[];
  readonly findings: readonly FindingReport[];
  readonly warnings: readonly WarningCode[];
}

export type PadesLevel = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA';

/** The signature does not name its certificate, so that another one for the same key would fit. */
export type WarningCode = 'noCertificateReference';

export interface SignerReport {
  readonly name: string;
  readonly organization: string | null;
  readonly title: string | null;
  /** UID of the certificate, such as `CCCD:...` of a person or `MST:...` of an agency */
  readonly identifier: string | null;
  /** by that identifier: a person, an agency (seal), or unknown */
  readonly capacity: 'person' | 'agency' | null;
  readonly serialNumber: string;
  readonly issuer: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly sha256: string;
}

export interface TimeStampReport {
  readonly time: string;
  readonly authority: string;
  readonly indication: Indication;
  readonly subIndication: SubIndication | null;
  readonly findings: readonly FindingReport[];
}

export interface CertificateReport {
  readonly name: string;
  readonly sha256: string;
  readonly standing: 'anchor' | 'good' | 'revoked' | 'unknown';
  readonly source: 'ocsp' | 'crl' | null;
  /** when the evidence was given */
  readonly evidenceOf: string | null;
}

export interface FindingReport {
  readonly code: string;
  readonly indication: Indication;
  readonly subIndication: SubIndication;
  readonly details: Readonly<Record<string, string | number>>;
}
