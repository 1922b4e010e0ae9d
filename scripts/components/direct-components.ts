import fs from 'node:fs';
import path from 'node:path';

/** What package.json names, with the pinned version. */
export function directComponents(root: string): Readonly<Record<string, string>> {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    readonly [kind: string]: Readonly<Record<string, string>> | undefined;
  };
  return { ...dependencies, ...devDependencies, ...optionalDependencies };
}
