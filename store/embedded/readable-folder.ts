import fs from 'node:fs';

/** Makes a folder that every account may read and pass through, also under a strict umask. */
export function makeReadableFolder(folder: string): string {
  fs.mkdirSync(folder, { recursive: true });
  if ((fs.statSync(folder).mode & 0o055) !== 0o055) fs.chmodSync(folder, 0o755);
  return folder;
}
