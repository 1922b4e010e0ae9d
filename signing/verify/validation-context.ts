import type { PdfDocument } from '../pdf/pdf-document.ts';
import type { Certificate } from '../trust/certificate.ts';
import { RevocationEvidence, type Evidence } from '../trust/revocation-evidence.ts';
import type { TrustAnchor } from '../trust/trust-anchor.ts';
import type { StoredEvidence } from './read-security-store.ts';

/** What a validation knows: the file, whom it trusts, the time, and what proves that something existed earlier. */
export interface ValidationContext {
  readonly document: PdfDocument;
  readonly anchors: readonly TrustAnchor[];
  readonly timeStampAnchors: readonly TrustAnchor[];
  /** validation time, milliseconds of the epoch */
  readonly at: number;
  /** certificates that may stand between a signer and an anchor */
  readonly pool: readonly Certificate[];
  /** the revocation evidence, given the document time-stamps that are known to hold */
  readonly evidenceWith: (proofs: readonly ProofOfExistence[]) => RevocationEvidence;
}

export interface EvidenceSources {
  readonly ocspResponses: readonly StoredEvidence[];
  readonly crls: readonly StoredEvidence[];
  readonly at: number;
}

/** A document time-stamp that holds: everything before `end` existed at `time`. */
export interface ProofOfExistence {
  readonly end: number;
  readonly time: number;
}

/** The earliest time at which what ends at byte `end` is known to have existed (EN 319 102-1, 5.6.2.3): the validation time without proof. */
export function provenAt(end: number, proofs: readonly ProofOfExistence[], at: number): number {
  return Math.min(at, ...proofs.filter((proof) => proof.end >= end).map(({ time }) => time));
}

/**
 * Gives the evidence of the file and of the caller, each with the time at which it is known to have existed. Proofs are only ever added, so
 * that their number says which are known; the evidence is read once for each.
 */
export function evidenceReader({ ocspResponses, crls, at }: EvidenceSources): ValidationContext['evidenceWith'] {
  const read = new Map<number, RevocationEvidence>();
  return (proofs) => {
    const known = read.get(proofs.length);
    if (known) return known;
    const prove = ({ der, end }: StoredEvidence): Evidence => ({
      der,
      provenAt: end === undefined ? at : provenAt(end, proofs, at),
      embedded: end !== undefined,
    });
    const evidence = new RevocationEvidence(ocspResponses.map(prove), crls.map(prove), at);
    read.set(proofs.length, evidence);
    return evidence;
  };
}
