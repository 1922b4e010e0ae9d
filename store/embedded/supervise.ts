import { spawn, type ChildProcess } from 'node:child_process';
import { identity, SERVER_ENVIRONMENT } from './run-as.ts';
import type { Account } from './server-account.ts';

/**
 * Runs the command until it ends or until the leash (standard input) has no writer any more, even because we were killed.
 * Then the command gets SIGINT (PostgreSQL: fast shutdown). Prints the command's process id and closes standard output.
 * $1 is a folder to remove when the command fails, or ends after everybody who waits for it is gone; or empty. The command's
 * own children may write there for a moment after it.
 */
const SUPERVISOR = `exec 3<&0 0</dev/null
remains=$1; shift
"$@" 3<&- >&2 &
command=$!
echo $command
exec >&2
trap 'kill -INT $command' INT TERM HUP
{ read -r _ <&3; exec 3<&-; kill -INT $command; } 2>/dev/null &
watcher=$!
exec 3<&-
while kill -0 $command 2>/dev/null; do wait $command; code=$?; done
kill $watcher 2>/dev/null || code=1
tries=0
while [ "$code" != 0 ] && [ -n "$remains" ] && [ -e "$remains" ] && [ $tries -lt 100 ]; do
  rm -rf "$remains" 2>/dev/null || sleep 0.1
  tries=$((tries + 1))
done
exit $code`;

export interface SupervisedCommand {
  readonly account: Account | undefined;
  readonly command: readonly string[];
  /** a descriptor that stays readable while somebody holds the other end, or a pipe from this process */
  readonly leash: number | 'pipe';
  /** descriptor that receives what the command prints */
  readonly output: number;
  readonly removeOnFailure?: string;
}

export interface Supervised {
  readonly supervisor: ChildProcess;
  /** of the command itself; undefined when it could not be started */
  readonly pid: Promise<number | undefined>;
  /** settles when the supervisor is gone, with its exit code, or undefined after a signal or a failed start */
  readonly exited: Promise<number | undefined>;
}

/** Keeps nothing alive here. The process group is its own: Ctrl-C in a terminal reaches only us, and we stop the server last. */
export function supervise({ account, command, leash, output, removeOnFailure }: SupervisedCommand): Supervised {
  const supervisor = spawn('/bin/sh', ['-c', SUPERVISOR, 'sh', removeOnFailure ?? '', ...command], {
    ...identity(account),
    // PostgreSQL takes a lock file of an earlier run for stale when it names one of its own ancestors
    env: { ...SERVER_ENVIRONMENT, PG_GRANDPARENT_PID: String(process.pid) },
    cwd: '/',
    stdio: [leash, 'pipe', output],
    detached: true,
  });
  supervisor.stdin?.on('error', () => {});
  const exited = new Promise<number | undefined>((resolve) => {
    supervisor.once('exit', (code) => resolve(code ?? undefined));
    supervisor.once('error', () => resolve(undefined));
  });
  return { supervisor, exited, pid: readPid(supervisor) };
}

async function readPid(supervisor: ChildProcess): Promise<number | undefined> {
  return await new Promise((resolve) => {
    supervisor.stdout?.once('data', (line: Buffer) => resolve(Number(line.toString())));
    supervisor.stdout?.once('close', () => resolve(undefined));
    supervisor.once('error', () => resolve(undefined));
  });
}
