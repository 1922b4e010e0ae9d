/** Files of a case as they stand in a column: encrypted by the case's own key, where the installation has keys. */
import { Invariant } from '../../errors.ts';
import type { Session } from '../connection.ts';

export interface StoredBytes {
  readonly sealed: boolean;
  readonly bytes: Buffer;
}

/** `sha256`: of the file, hex; it binds the ciphertext to its content. */
export async function sealDocument({ keys }: Session, caseId: string, sha256: string, bytes: Buffer): Promise<StoredBytes> {
  if (!keys) return { sealed: false, bytes };
  return { sealed: true, bytes: (await keys.keyOf(caseId)).sealBytes(bytes, placeOf(sha256)) };
}

export async function openDocument({ keys }: Session, caseId: string, sha256: string, { sealed, bytes }: StoredBytes): Promise<Buffer> {
  if (!sealed) return bytes;
  const key = await keys?.existing(caseId);
  if (!key) throw new Invariant(`Expected case ${caseId} to have a data key.`);
  return key.openBytes(bytes, placeOf(sha256));
}

const placeOf = (sha256: string): string => `document/${sha256}`;
