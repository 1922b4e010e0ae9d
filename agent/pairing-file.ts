import fs from 'node:fs';
import path from 'node:path';
import { AgentFault } from './agent-fault.ts';
import { readPrivate, writePrivate } from './private-files.ts';

/** What pairing came to. The token is what the server knows this agent by; there is no PIN in it. */
export interface Paired {
  readonly server: string;
  readonly agent: string;
  readonly name: string;
  readonly token: string;
  readonly module: string;
  /** label of the token, where there are several */
  readonly label?: string | undefined;
  /** SHA-256 of the certificate, hex */
  readonly certificate: string;
}

const fileIn = (folder: string): string => path.join(folder, 'pairing.json');

export const savePairing = (folder: string, paired: Paired): void => writePrivate(fileIn(folder), JSON.stringify(paired));

/** Throws AgentFault `notPaired`, `stateUnreadable`. */
export function loadPairing(folder: string): Paired {
  const found = readPrivate(fileIn(folder));
  if (found === undefined) throw new AgentFault('notPaired');
  return found as Paired;
}

export const forgetPairing = (folder: string): void => fs.rmSync(fileIn(folder), { force: true });
