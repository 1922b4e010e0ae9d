import type { FileReference } from '../../../forms/file-reference.ts';

const UNKNOWN_TYPE = 'application/octet-stream';

/** What the record keeps of a file: its name, size and hash. */
export async function referenceOf(file: File): Promise<FileReference> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return {
    id: `sha256:${sha256}`,
    name: file.name.normalize('NFC'),
    type: file.type.toLowerCase() || UNKNOWN_TYPE,
    size: file.size,
    sha256,
  };
}
