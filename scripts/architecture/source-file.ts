import fs from 'node:fs';
import path from 'node:path';

export interface SourceFile {
  /** from the root, with `/` */
  readonly path: string;
  /** top folder, or the file itself beside them */
  readonly room: string;
  readonly text: string;
}

const SKIPPED = new Set(['node_modules', 'data', 'coverage', 'dist']);
const SOURCE = /\.(ts|tsx|js|cjs|mjs)$/;

/** All source files of the tree, in order of their path. */
export function readSourceFiles(root: string): readonly SourceFile[] {
  return list(root, '').map((file) => ({
    path: file,
    room: file.split('/')[0] ?? file,
    text: fs.readFileSync(path.join(root, file), 'utf8'),
  }));
}

function list(root: string, folder: string): readonly string[] {
  const entries = fs.readdirSync(path.join(root, folder), { withFileTypes: true });
  return entries
    .filter((entry) => !entry.name.startsWith('.') && !SKIPPED.has(entry.name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const place = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) return list(root, place);
      return SOURCE.test(entry.name) && !entry.name.endsWith('.d.ts') ? [place] : [];
    });
}
