import fs from 'node:fs';
import path from 'node:path';

/** What the server prints, in a file beside its data: a pipe would end with the process that started the server. */
export interface ServerLog {
  readonly file: string;
  readonly descriptor: number;
  /** the last lines written since this was opened */
  tail(): string;
  /** another server has, or has just had, the data folder */
  showsConflict(): boolean;
  close(): void;
}

const ROTATE_BYTES = 10_000_000;
const TAIL_BYTES = 4_000;

export function openServerLog(base: string): ServerLog {
  const file = path.join(base, 'postgres.log');
  const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > ROTATE_BYTES) fs.renameSync(file, `${file}.1`);
  const descriptor = fs.openSync(file, 'a', 0o600);
  // made by root once, it must stay writable for the folder's owner
  const { uid, gid } = fs.statSync(base);
  if (process.getuid?.() === 0) fs.fchownSync(descriptor, uid, gid);
  const start = fs.fstatSync(descriptor).size;
  const tail = (): string => readFrom(file, start);
  return {
    file,
    descriptor,
    tail,
    showsConflict: () => /lock file|shared memory block/.test(tail()),
    close: () => fs.closeSync(descriptor),
  };
}

function readFrom(file: string, start: number): string {
  const text = fs.readFileSync(file).subarray(start).subarray(-TAIL_BYTES).toString();
  return text.trim().split('\n').slice(-8).join(' | ');
}
