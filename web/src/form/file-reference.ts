import type { Json } from '../../../expressions/json.ts';
import { upload } from '../shared/upload.ts';

export interface StoredFile {
  /** what a form refers to it by: type, size and hash as the server found them */
  readonly reference: Json;
  /** it is kept, but no form is taken with it before it was scanned for malware */
  readonly isWaiting: boolean;
}

/** Throws Problem. */
export async function storedFile(file: File, caseId: string | undefined, onSent: (share: number) => void): Promise<StoredFile> {
  const { id, type, size, sha256, scan } = await upload(file, caseId, onSent);
  return { reference: { id, name: file.name.normalize('NFC'), type, size, sha256 }, isWaiting: scan === 'waiting' };
}
