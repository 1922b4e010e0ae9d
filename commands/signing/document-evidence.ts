/** What a document needs of the world after it was signed: evidence of services outside, and verifiers that share no code with ours. */
import type { VerificationReport } from '../../signing/report/verification-report.ts';
import type { PendingOfDocument } from '../../store/signing-contract.ts';

export type WantedLevel = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA';

export interface CollectedDocument {
  /** as it was, with revisions after it */
  readonly pdf: Buffer;
  /** the lowest level that its signatures have now */
  readonly level: WantedLevel | null;
  /** empty where `wanted` is reached */
  readonly pending: readonly PendingOfDocument[];
  /** ISO instant: until then what proves its signatures is good by itself */
  readonly provenUntil?: string;
}

/** Goes no further than `wanted`. `renew`: another archive time-stamp over all of it. Throws Rejection `signing.*` for what is no signed file. */
export type CollectDocumentEvidence = (
  signed: Buffer,
  wanted: WantedLevel,
  options: { readonly renew: boolean },
) => Promise<CollectedDocument>;

export interface Opinion {
  readonly valid: boolean;
  /** what it said, for a person to read */
  readonly said: string;
}

/** Throws Transient while it cannot be asked. `report`: ours, for how many signatures there are and when they were proven. */
export interface SecondVerifier {
  readonly name: string;
  verify(pdf: Buffer, report: VerificationReport, at: string): Promise<Opinion>;
}
