import fs from 'node:fs';
import path from 'node:path';
import { runAs } from './run-as.ts';
import type { Account } from './server-account.ts';
import { startupProblem } from './startup-problem.ts';

/**
 * A named pipe that keeps the server alive: the supervisor reads it, each process that uses the server has it open for
 * writing. When the last writer is gone, by its own will or by SIGKILL, the reader sees the end and stops the server.
 */
export interface Leash {
  /** another process holds the server too */
  isShared(): boolean;
  release(): void;
}

const { O_RDONLY, O_RDWR, O_WRONLY, O_NONBLOCK } = fs.constants;

function pipeIn(folder: string): string {
  return path.join(folder, 'leash');
}

/** For whoever starts a server: the read end goes to the supervisor, and must be closed here after that. */
export function createLeash(folder: string, account: Account | undefined): { leash: Leash; readEnd: number } {
  const pipe = pipeIn(folder);
  if (!fs.existsSync(pipe)) {
    const made = runAs(account, 'mkfifo', ['-m', '600', pipe]);
    if (!fs.existsSync(pipe)) {
      throw startupProblem(
        'noPipe',
        `A named pipe could not be made in ${folder}: ${(made.stderr || String(made.error)).trim()}.`,
        'Set DATA_DIR to a folder on a local disk, or set DATABASE_URL.',
      );
    }
  }
  // opening one end of a pipe waits for the other end: with both for a moment, neither waits
  const both = fs.openSync(pipe, O_RDWR);
  const readEnd = fs.openSync(pipe, O_RDONLY);
  const writeEnd = fs.openSync(pipe, O_WRONLY);
  fs.closeSync(both);
  return { leash: leashOf(pipe, writeEnd), readEnd };
}

/** For whoever joins a running server; undefined when nobody reads the pipe any more, because the server is going down. */
export function joinLeash(folder: string): Leash | undefined {
  const pipe = pipeIn(folder);
  try {
    return leashOf(pipe, fs.openSync(pipe, O_WRONLY | O_NONBLOCK));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENXIO' || code === 'ENOENT') return undefined;
    throw error;
  }
}

function leashOf(pipe: string, writeEnd: number): Leash {
  let held = true;
  return {
    isShared: () => hasWriters(pipe),
    release() {
      if (held) fs.closeSync(writeEnd);
      held = false;
    },
  };
}

/** Reading a pipe without writers answers "end" at once; with writers and no data it answers "try again". */
function hasWriters(pipe: string): boolean {
  const reader = fs.openSync(pipe, O_RDONLY | O_NONBLOCK);
  try {
    fs.readSync(reader, Buffer.alloc(1));
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return true;
    throw error;
  } finally {
    fs.closeSync(reader);
  }
}
