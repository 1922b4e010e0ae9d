import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { socketFile } from './is-accepting.ts';
import { canAccess } from './run-as.ts';
import { ACCOUNT_NAME, type Account } from './server-account.ts';
import { startupProblem } from './startup-problem.ts';

/** `sun_path` holds 104 bytes on macOS and 108 on Linux, a closing zero included. */
const LONGEST_SOCKET_PATH = 103;

/**
 * A folder of mode 0700 for the Unix socket: everybody who can enter it may use the database. It is in the data folder,
 * or, where that path is too long for a socket, in a temporary folder.
 */
export function makeSocketFolder(base: string, account: Account | undefined): string {
  const folder = candidates(base).find((place) => fits(place) && makePrivate(place, account));
  if (folder !== undefined) return folder;
  throw startupProblem(
    'noSocketFolder',
    `No private folder for PostgreSQL's socket could be made (tried ${candidates(base).filter(fits).join(', ')}).`,
    'Set DATA_DIR to a folder with a shorter path, or set DATABASE_URL.',
  );
}

function candidates(base: string): readonly string[] {
  const name = `${ACCOUNT_NAME}-${createHash('sha256').update(base).digest('hex').slice(0, 16)}`;
  return [path.join(base, 'run'), ...['/tmp', os.tmpdir(), '/var/tmp'].map((folder) => path.join(folder, name))];
}

function fits(folder: string): boolean {
  return Buffer.byteLength(socketFile(folder)) <= LONGEST_SOCKET_PATH;
}

/** False when the place is taken by somebody else, who could then listen in our stead. */
function makePrivate(folder: string, account: Account | undefined): boolean {
  try {
    fs.mkdirSync(folder, { mode: 0o700 });
    if (account) fs.chownSync(folder, account.uid, account.gid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
  }
  const stat = fs.lstatSync(folder);
  const owner = account?.uid ?? process.getuid?.();
  if (!stat.isDirectory() || (stat.uid !== owner && stat.uid !== process.getuid?.())) return false;
  if (account) fs.chownSync(folder, account.uid, account.gid);
  if ((stat.mode & 0o777) !== 0o700) fs.chmodSync(folder, 0o700);
  return canAccess(account, folder, ['-r', '-w', '-x']);
}
