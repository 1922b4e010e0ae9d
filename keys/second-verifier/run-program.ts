/** A program of this machine, by name and arguments, with a limit of time and output. */
import { spawn } from 'node:child_process';
import { Transient } from '../../errors.ts';

export interface ProgramResult {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** Nothing of our own settings; and messages are read, so they must not be in another language. */
const ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin', LC_ALL: 'C' };
const MOST_OUTPUT = 1_000_000;
const TIMEOUT_MS = 60_000;

/** Throws Transient `verifierUnavailable` where it cannot be started, or does not end in time. */
export async function runProgram(command: string, args: readonly string[], timeoutMs = TIMEOUT_MS): Promise<ProgramResult> {
  const { promise, resolve, reject } = Promise.withResolvers<ProgramResult>();
  const child = spawn(command, args, { env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'pipe'] });
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  const unavailable = (cause?: unknown): void =>
    reject(new Transient('verifierUnavailable', `Expected ${command} to answer, but it did not.`, cause));
  const out: Buffer[] = [];
  const error: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => keep(out, part));
  child.stderr.on('data', (part: Buffer) => keep(error, part));
  child.on('error', unavailable);
  child.on('close', (code, signal) => {
    if (signal !== null) unavailable();
    else resolve({ code, out: Buffer.concat(out).toString(), error: Buffer.concat(error).toString() });
  });
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}

function keep(parts: Buffer[], part: Buffer): void {
  const size = parts.reduce((sum, { length }) => sum + length, 0);
  if (size < MOST_OUTPUT) parts.push(part.subarray(0, MOST_OUTPUT - size));
}
