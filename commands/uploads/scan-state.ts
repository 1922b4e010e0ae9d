import { Rejection } from '../../errors.ts';
import type { Upload } from '../../store/upload-contract.ts';
import type { FileScanner } from './file-scanner.ts';

/** waiting: a scanner will look at it; unscanned: this installation has none. */
export type ScanState = 'clean' | 'waiting' | 'infected' | 'unscanned';

/** What commands need of the world to tell. */
export interface Scanning {
  readonly scanner?: FileScanner | undefined;
}

/** a scanner that answers again has looked at what waits within seconds */
const RETRY_SECONDS = 15;

export function scanStateOf({ scanner }: Scanning, { finding, scannedAt }: Pick<Upload, 'finding' | 'scannedAt'>): ScanState {
  if (finding !== undefined) return 'infected';
  if (scannedAt !== undefined) return 'clean';
  return scanner ? 'waiting' : 'unscanned';
}

/** Throws conflict `uploadBlocked`, and `uploadNotScanned` while no scanner has looked at it. */
export function requireServable(services: Scanning, upload: Upload): void {
  const state = scanStateOf(services, upload);
  if (state === 'infected') throw blocked();
  if (state !== 'waiting') return;
  throw new Rejection('conflict', 'uploadNotScanned', 'Expected a file that was scanned for malware, but this one still waits.', {
    details: { retryAfterSeconds: RETRY_SECONDS },
  });
}

export const blocked = (): Rejection => new Rejection('conflict', 'uploadBlocked', 'Expected a file without malware.');
