/** What the register of law holds once the product is installed: the parameters of every module that comes with it. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { readEntry } from '../../law/read-entry.ts';
import type { RegisterEntry } from '../../law/register-entry.ts';
import { manifestShape } from './manifest.ts';
import { moduleFiles } from './module-files.ts';

const PROCESSES = path.join(import.meta.dirname, '..', '..', 'processes');

/** Without those of `module` itself. */
export function sharedRegister(module: string): readonly RegisterEntry[] {
  return readdirSync(PROCESSES)
    .filter((name) => name !== module && existsSync(path.join(PROCESSES, name, 'module.json')))
    .toSorted()
    .flatMap((name) => {
      const files = moduleFiles(path.join(PROCESSES, name));
      const { parameters } = files.shaped('module.json', manifestShape);
      return parameters === undefined ? [] : files.list(parameters).map(readEntry);
    });
}
