import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { isAlive } from './postmaster.ts';
import type { Account } from './server-account.ts';
import type { ServerBinaries } from './server-binaries.ts';
import { startupProblem } from './startup-problem.ts';
import { supervise } from './supervise.ts';

/** The name of the data folder says which major version wrote it. */
export function clusterFolder(base: string, major: number): string {
  return path.join(base, `pg${major}`);
}

export function isInitialized(folder: string): boolean {
  return fs.existsSync(path.join(folder, 'PG_VERSION'));
}

/**
 * Creates the data folder, complete or not at all: initdb works under another name, and the rename publishes it. Of
 * several processes that do this in the same moment, one wins and the others use its result.
 */
export async function initializeCluster(base: string, server: ServerBinaries, account: Account | undefined, log: number): Promise<void> {
  const folder = clusterFolder(base, server.major);
  removeRemains(base);
  const scratch = `${folder}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
  await runInitdb(scratch, server, account, log);
  try {
    fs.renameSync(scratch, folder);
  } catch (error) {
    fs.rmSync(scratch, { recursive: true, force: true });
    if (!isInitialized(folder)) throw error;
  }
}

/** What a process left that was killed, together with its supervisor, in the middle of initdb. */
function removeRemains(base: string): void {
  for (const name of fs.readdirSync(base)) {
    const pid = /^pg\d+\.new-(\d+)/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) fs.rmSync(path.join(base, name), { recursive: true, force: true });
  }
}

async function runInitdb(folder: string, server: ServerBinaries, account: Account | undefined, log: number): Promise<void> {
  const command = [path.join(server.root, 'bin/initdb'), '-D', folder, '-U', 'app', '--auth=trust', '--encoding=UTF8'] as const;
  // code-point order by default: queries name a Vietnamese collation where people read the order
  const locale = server.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'] : ['--locale=C'];
  const initdb = supervise({
    account,
    command: [...command, '--no-instructions', '--data-checksums', ...locale],
    leash: 'pipe',
    output: log,
    removeOnFailure: folder,
  });
  if ((await initdb.exited) === 0) return;
  throw startupProblem(
    'initdb',
    `PostgreSQL could not create its data folder in ${path.dirname(folder)} (see ${path.join(path.dirname(folder), 'postgres.log')}).`,
    'Set DATA_DIR to a folder on a local disk with free space, or set DATABASE_URL.',
  );
}
