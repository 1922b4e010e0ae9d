import type { VerificationReport } from './verification-report.ts';

/**
 * Whether a report says that the document is valid. With `allowIndeterminate`, also when nothing is wrong but that revocation information is
 * not there yet (TRY_LATER): what is unknown for any other reason, such as an untrusted or revoked certificate, is never let pass.
 */
export function isValid({ indication, findings, signatures }: VerificationReport, allowIndeterminate = false): boolean {
  if (indication === 'TOTAL-PASSED') return true;
  if (!allowIndeterminate) return false;
  return [...findings, ...signatures.flatMap((signature) => signature.findings)].every(
    ({ subIndication }) => subIndication === 'TRY_LATER',
  );
}
