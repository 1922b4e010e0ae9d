import { spawnSync } from 'node:child_process';
import type { Account } from './server-account.ts';

/** What the server's processes see of our environment: nothing that could change their behaviour. */
export const SERVER_ENVIRONMENT: NodeJS.ProcessEnv = { PATH: '/usr/local/bin:/usr/bin:/bin', TZ: 'UTC', LC_ALL: 'C' };

export function identity(account: Account | undefined): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {};
}

/** Runs a command to its end as the account. */
export function runAs(account: Account | undefined, command: string, args: readonly string[]) {
  return spawnSync(command, args, {
    ...identity(account),
    env: SERVER_ENVIRONMENT,
    cwd: '/',
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/**
 * Asks the system itself, in a process of that account: folder modes on the way, access lists and mounts count too.
 * `tests` are operators of test(1), such as `-r` and `-x`; all must hold.
 */
export function canAccess(account: Account | undefined, file: string, tests: readonly ('-r' | '-w' | '-x')[]): boolean {
  const condition = tests.map((operator) => `[ ${operator} "$1" ]`).join(' && ');
  return runAs(account, '/bin/sh', ['-c', condition, 'sh', file]).status === 0;
}
