import fs from 'node:fs';
import path from 'node:path';

/** A server that has this data folder open, or had it when the machine went down. */
export interface Postmaster {
  readonly pid: number;
  readonly socketFolder: string;
}

/** Reads `postmaster.pid`: line 1 is the process, line 5 the folder of its socket. Undefined when that process is gone. */
export function findPostmaster(dataFolder: string): Postmaster | undefined {
  const lines = readLines(path.join(dataFolder, 'postmaster.pid'));
  const pid = Number(lines[0]);
  const socketFolder = lines[4];
  if (!Number.isInteger(pid) || pid <= 0 || !socketFolder || !isAlive(pid)) return undefined;
  return { pid, socketFolder };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function readLines(file: string): readonly string[] {
  try {
    return fs.readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
