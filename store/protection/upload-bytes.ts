/** Bytes of a file that was brought: encrypted by its case's key; by one of its own while there is no case, which ends with it. */
import { Invariant } from '../../errors.ts';
import type { Session } from '../connection.ts';
import type { Upload } from '../upload-contract.ts';
import type { StoredBytes } from './document-bytes.ts';

type Place = Pick<Upload, 'id' | 'caseId' | 'contentSha256'>;

export const keyOwner = ({ id, caseId }: Pick<Upload, 'id' | 'caseId'>): string => caseId ?? `upload/${id}`;
const placeOf = ({ id, contentSha256 }: Place): string => `upload/${id}/${contentSha256}`;

export async function sealUpload({ keys }: Session, upload: Place, bytes: Buffer): Promise<StoredBytes> {
  if (!keys) return { sealed: false, bytes };
  return { sealed: true, bytes: (await keys.keyOf(keyOwner(upload))).sealBytes(bytes, placeOf(upload)) };
}

export async function openUpload({ keys }: Session, upload: Place, { sealed, bytes }: StoredBytes): Promise<Buffer> {
  if (!sealed) return bytes;
  const key = await keys?.existing(keyOwner(upload));
  if (!key) throw new Invariant(`Expected upload ${upload.id} to have a data key.`);
  return key.openBytes(bytes, placeOf(upload));
}
