import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { startupProblem } from './startup-problem.ts';

/** The operating-system account that runs the server; undefined means our own. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

export const ACCOUNT_NAME = 'trinhky';

/**
 * PostgreSQL refuses uid 0. As root, the owner of an existing data folder goes on running it; a new one belongs to a
 * system account that is created once, or to `nobody` where accounts cannot be created.
 */
export function serverAccount(base: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return ownerOf(base) ?? findAccount(ACCOUNT_NAME) ?? createAccount() ?? findAccount('nobody') ?? noAccount();
}

function ownerOf(folder: string): Account | undefined {
  const stat = fs.statSync(folder, { throwIfNoEntry: false });
  return stat && stat.uid !== 0 ? { name: `uid ${stat.uid}`, uid: stat.uid, gid: stat.gid } : undefined;
}

function findAccount(name: string): Account | undefined {
  const line = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? undefined : { name, uid: Number(uid), gid: Number(gid) };
}

function createAccount(): Account | undefined {
  const options = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', ACCOUNT_NAME];
  spawnSync('useradd', options, { stdio: 'ignore' });
  // another process may have created it in the same moment: only the result counts
  return findAccount(ACCOUNT_NAME);
}

function noAccount(): never {
  throw startupProblem(
    'noAccount',
    'PostgreSQL cannot run as root, and no unprivileged account was found or could be created.',
    'Start the product as an ordinary user, or set DATABASE_URL.',
  );
}
