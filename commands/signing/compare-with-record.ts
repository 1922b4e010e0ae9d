/**
 * Whether a file is what is on record of its document: the hash of the revision, and every signature that was recorded up to it. A file that
 * was rolled back to fewer signatures verifies everywhere; only this finds it.
 */
import type { VerificationReport } from '../../signing/report/verification-report.ts';
import type { CaseDocument, DocumentRevision } from '../../store/signing-contract.ts';

export interface RecordComparison {
  /** of the document, now */
  readonly newest: number;
  /** which the file is; null where it is none of them */
  readonly revision: number | null;
  readonly isRecorded: boolean;
  /** signatures that are on record and not in the file */
  readonly missingSigners: readonly { readonly field: string; readonly signer: string }[];
  /** signatures in the file that nobody has on record */
  readonly unknownFields: readonly string[];
  /** it has fewer signatures than the record */
  readonly rolledBack: boolean;
  /** what came after this revision */
  readonly since: readonly { readonly revision: number; readonly at: string; readonly cause: string; readonly signer: string | null }[];
}

export function compareWithRecord({ revision: newest, revisions }: CaseDocument, report: VerificationReport): RecordComparison {
  const found = revisions.find(({ sha256 }) => sha256 === report.file.sha256);
  const expected = revisions.filter(({ cause }) => cause === 'signature');
  const inFile = report.signatures.filter(({ kind }) => kind === 'signature');
  const missing = expected.filter(
    ({ field, certificate }) => !inFile.some((one) => one.field === field && one.signer?.sha256 === certificate),
  );
  const known = new Set(expected.map(({ field }) => field));
  return {
    newest,
    revision: found?.revision ?? null,
    isRecorded: found !== undefined,
    missingSigners: missing.map(({ field = '', signer = '' }) => ({ field, signer })),
    unknownFields: inFile.map(({ field }) => field).filter((field) => !known.has(field)),
    rolledBack: missing.length > 0,
    since: found ? revisions.filter(({ revision }) => revision > found.revision).map(eventOf) : [],
  };
}

const eventOf = ({ revision, at, cause, signer }: DocumentRevision) => ({ revision, at, cause, signer: signer ?? null });
