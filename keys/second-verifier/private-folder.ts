import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** Memory where the system offers it: what is protected where it is kept must not lie open on a disk. */
const SHARED_MEMORY = '/dev/shm';

/** A folder that only this process's user can read, gone when `work` is done. */
export async function inPrivateFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(existsSync(SHARED_MEMORY) ? SHARED_MEMORY : os.tmpdir(), 'trinh-ky-verifier-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
