import { chmodSync, closeSync, fsyncSync, linkSync, mkdirSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import path from 'node:path';

const OWNER_ONLY = 0o600;

/** A file of this account only, whole or not at all; of several processes that make it at once, one file stays. */
export function writeOnce(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeOwn(draft, text);
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
}

/** Makes a file that is not there yet, and has it on the disk before it answers. */
export function writeOwn(file: string, text: string): void {
  const handle = openSync(file, 'wx', OWNER_ONLY);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  // whatever the umask took or left
  chmodSync(file, OWNER_ONLY);
}
