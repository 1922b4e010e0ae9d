import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const INSTALLED = '/usr/lib/postgresql';

/** The program's path. Throws with a remedy. */
export function findPgbench(): string {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), ...installed()];
  const found = folders.map((folder) => path.join(folder, 'pgbench')).find((file) => existsSync(file));
  if (found !== undefined) return found;
  throw new Error(
    'pgbench, the baseline of the benchmark, is not there. Install it (Debian: apt-get install postgresql-contrib; macOS: brew install libpq) or put its folder in PATH.',
  );
}

function installed(): readonly string[] {
  if (!existsSync(INSTALLED)) return [];
  return readdirSync(INSTALLED)
    .toSorted((a, b) => Number(b) - Number(a))
    .map((major) => path.join(INSTALLED, major, 'bin'));
}

export const pgbenchVersion = (program: string): string => execFileSync(program, ['--version'], { encoding: 'utf8' }).trim();

export interface PgbenchRun {
  readonly program: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly script: string;
  readonly clients: number;
  /** how long; or how many scripts each client runs */
  readonly limit: { readonly seconds: number } | { readonly each: number };
}

/** Scripts per second, as pgbench counts them, without the time to connect; and how many. */
export async function runPgbench(run: PgbenchRun): Promise<{ readonly perSecond: number; readonly count: number }> {
  const server = ['-h', run.host, '-p', String(run.port), '-U', run.user];
  const limit = 'seconds' in run.limit ? ['-T', String(run.limit.seconds)] : ['-t', String(run.limit.each)];
  const load = ['-n', '-M', 'prepared', '-c', String(run.clients), '-j', '1', ...limit, '-f', run.script];
  const { stdout } = await promisify(execFile)(run.program, server.concat(load, run.database));
  const perSecond = /tps = ([\d.]+)/.exec(stdout)?.[1];
  const count = /transactions actually processed: (\d+)/.exec(stdout)?.[1];
  const failed = /failed transactions: (\d+)/.exec(stdout)?.[1] ?? '0';
  if (perSecond === undefined || count === undefined || failed !== '0') throw new Error(`Expected pgbench to succeed: ${stdout}`);
  return { perSecond: Number(perSecond), count: Number(count) };
}
