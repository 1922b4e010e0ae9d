/** The entries of the register that the law functions of every procedure ask for: how sentences are counted (`sentence.*`). */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readEntry } from '../../law/read-entry.ts';
import type { RegisterEntry } from '../../law/register-entry.ts';

/** They are shipped with the procedure by which the register changes. */
const FILE = path.join(import.meta.dirname, '..', '..', 'processes', 'parameter-change', 'parameters.json');
const SHARED = 'sentence.';

export function sharedParameters(): readonly RegisterEntry[] {
  const entries = JSON.parse(readFileSync(FILE, 'utf8')) as readonly unknown[];
  return entries.map((entry) => readEntry(entry)).filter(({ key }) => key.startsWith(SHARED));
}
