import { createHash } from 'node:crypto';
import { findInfectedUploads } from '../../store/queries/find-uploads.ts';
import type { Services } from '../contract.ts';
import { blocked } from './scan-state.ts';

/** A certified copy begins with the bytes of its scan: what is found in the scan later is in the copy too. Throws conflict `uploadBlocked`. */
export async function requireCleanCopy({ db }: Pick<Services, 'db'>, caseId: string, document: Buffer): Promise<void> {
  for (const { contentSha256, contentSize } of await findInfectedUploads(db, caseId)) {
    const start = document.subarray(0, contentSize);
    if (createHash('sha256').update(start).digest('hex') === contentSha256) throw blocked();
  }
}
