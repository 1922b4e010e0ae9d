/** What the register of law holds once the product is installed: the parameters of every module that comes with it. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { readEntry } from '../../law/read-entry.ts';
import type { RegisterEntry } from '../../law/register-entry.ts';
import { manifestShape } from './manifest.ts';
import { moduleFiles } from './module-files.ts';
import { PROCESSES_FOLDER } from './processes-folder.ts';

/** Without those of `module` itself. */
export function sharedRegister(module: string): readonly RegisterEntry[] {
  return readdirSync(PROCESSES_FOLDER)
    .filter((name) => name !== module && existsSync(path.join(PROCESSES_FOLDER, name, 'module.json')))
    .toSorted()
    .flatMap((name) => {
      const files = moduleFiles(path.join(PROCESSES_FOLDER, name));
      const { parameters } = files.shaped('module.json', manifestShape);
      return parameters === undefined ? [] : files.list(parameters).map(readEntry);
    });
}
