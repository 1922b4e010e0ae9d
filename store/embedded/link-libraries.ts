import fs from 'node:fs';
import path from 'node:path';
import { Invariant } from '../../errors.ts';

interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * Makes the version links of the shared libraries (`libpq.so.5` and the like). An npm archive cannot carry links, and the
 * package's own install script does not run here. `root` is the package's `native` folder.
 */
export function linkLibraries(root: string): void {
  for (const { source, target } of readLinks(root)) {
    const place = path.join(root, '..', target);
    if (fs.existsSync(place)) continue;
    try {
      fs.symlinkSync(path.relative(path.dirname(target), source), place);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

export function librariesAreLinked(root: string): boolean {
  return readLinks(root).every(({ target }) => fs.existsSync(path.join(root, '..', target)));
}

function readLinks(root: string): readonly Link[] {
  const list = path.join(root, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return [];
  const links: unknown = JSON.parse(fs.readFileSync(list, 'utf8'));
  if (!Array.isArray(links) || !links.every(isLink)) throw new Invariant(`${list} does not list links`);
  return links;
}

function isLink(value: unknown): value is Link {
  return typeof value === 'object' && value !== null && 'source' in value && 'target' in value;
}
