/** Files of this agent, for its own user only. A file is whole or as before: it is written under another name and renamed. */
import fs from 'node:fs';
import path from 'node:path';
import { AgentFault } from './agent-fault.ts';

/** On Windows the profile's own access list protects them; modes say nothing there. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

export function writePrivate(file: string, content: string | Uint8Array): void {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: FOLDER_MODE });
  const next = `${file}.new`;
  const handle = fs.openSync(next, 'w', FILE_MODE);
  try {
    fs.writeFileSync(handle, content);
    // what it remembers decides whether something is signed twice: it must survive a loss of power
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
  fs.renameSync(next, file);
}

/** Undefined when it is not there. Throws AgentFault `stateUnreadable`. */
export function readPrivate(file: string): unknown {
  if (!fs.existsSync(file)) return undefined;
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as unknown;
  } catch {
    throw new AgentFault('stateUnreadable', { file });
  }
}
