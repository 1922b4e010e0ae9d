import type { Json } from '../../../expressions/json.ts';
import { upload } from '../shared/upload.ts';

/** Stores a file, and gives what a form refers to it by: type, size and hash as the server found them. Throws Problem. */
export async function storedFile(file: File, caseId: string | undefined, onSent: (share: number) => void): Promise<Json> {
  const { id, type, size, sha256 } = await upload(file, caseId, onSent);
  return { id, name: file.name.normalize('NFC'), type, size, sha256 };
}
