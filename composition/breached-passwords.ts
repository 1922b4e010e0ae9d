/**
 * A file of passwords that are known to have leaked, as Have I Been Pwned gives it: SHA-1 in hex, one a line, in order, with or without
 * `:count`. It may have tens of gigabytes: each look reads a few pages, by halving. Nothing is asked of anybody else.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { Rejection, Transient } from '../errors.ts';

const LINE = /^[0-9A-F]{40}(?::\d+)?$/i;
const HASH = 40;
/** the longest line, with its count and its end */
const WINDOW = 128;

/** Whether a password is in the file. Throws Rejection validation `breachedPasswordsUnusable`; later, Transient. */
export function breachedPasswords(file: string): (password: string) => Promise<boolean> {
  checkFile(file);
  return async (password) => {
    // the format of the file asks for SHA-1; it protects nothing here
    const wanted = createHash('sha1').update(password).digest('hex').toUpperCase();
    try {
      const handle = await open(file);
      try {
        return await holds(handle, wanted);
      } finally {
        await handle.close();
      }
    } catch (cause) {
      throw new Transient('breachedPasswords', `Expected to read ${file}.`, cause);
    }
  };
}

async function holds(handle: FileHandle, wanted: string): Promise<boolean> {
  let [low, high] = [0, (await handle.stat()).size];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const line = await lineAt(handle, middle);
    if (line.hash === wanted) return true;
    if (line.hash < wanted) low = line.end;
    else high = line.start;
  }
  return false;
}

/** The line that the byte at `position` belongs to. */
async function lineAt(
  handle: FileHandle,
  position: number,
): Promise<{ readonly hash: string; readonly start: number; readonly end: number }> {
  const from = Math.max(0, position - WINDOW);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(2 * WINDOW), 0, 2 * WINDOW, from);
  const text = buffer.toString('latin1', 0, bytesRead);
  const start = text.lastIndexOf('\n', position - from - 1) + 1;
  const next = text.indexOf('\n', position - from);
  return { hash: text.slice(start, start + HASH).toUpperCase(), start: from + start, end: from + (next < 0 ? bytesRead : next + 1) };
}

/** Its first lines: a list of another kind would never find anything. */
function checkFile(file: string): void {
  let lines: readonly string[];
  try {
    const handle = fs.openSync(file, 'r');
    const head = Buffer.alloc(64 * WINDOW);
    const length = fs.readSync(handle, head);
    fs.closeSync(handle);
    lines = head.toString('latin1', 0, length).trimEnd().split(/\r?\n/);
  } catch (cause) {
    throw unusable(file, 'cannot be read', cause);
  }
  if (!areHashes(lines)) throw unusable(file, 'is no list of SHA-1 hashes in order');
}

/** The last line of what was read may be cut. */
function areHashes(lines: readonly string[]): boolean {
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines;
  return whole.every((line, at) => LINE.test(line) && line.toUpperCase() > (whole[at - 1] ?? '').toUpperCase());
}

function unusable(file: string, what: string, cause?: unknown): Rejection {
  const message = `The list of leaked passwords ${file} ${what}.`;
  const remedy = 'Set BREACHED_PASSWORDS_FILE to a file of SHA-1 hashes in hex, one a line, in order, or remove it.';
  return new Rejection('validation', 'breachedPasswordsUnusable', `${message} ${remedy}`, {
    problems: [{ code: 'breachedPasswordsUnusable', message, remedy }],
    cause,
  });
}
