import { Rejection } from '../../errors.ts';
import type { Scan } from './paper-act.ts';

const MOST = 100;

/** Throws validation `scansInvalid` at `path`. */
export function requireScans(scans: readonly Scan[], path: string): void {
  if (scans.length > 0 && scans.length <= MOST && scans.every(isWhole)) return;
  throw new Rejection('validation', 'scansInvalid', `Expected 1 to ${MOST} scans, each with file name, SHA-256 and number of pages.`, {
    problems: [{ code: 'scansInvalid', path, message: 'Expected file name, SHA-256 and number of pages of each scan.' }],
  });
}

function isWhole({ name, sha256, pages }: Scan): boolean {
  return (
    typeof name === 'string' &&
    name.trim() !== '' &&
    name.length <= 255 &&
    /^[0-9a-f]{64}$/.test(sha256) &&
    Number.isInteger(pages) &&
    pages > 0
  );
}
