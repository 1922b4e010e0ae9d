import path from 'node:path';
import type { SourceFile } from './source-file.ts';

export interface Import {
  /** path from the root, or the package's name */
  readonly target: string;
  readonly isPackage: boolean;
  readonly typeOnly: boolean;
}

const STATEMENT = /^[ \t]*(?:import|export)\s+(type\s+)?(?:[\w$*{}\s,]+?\s*from\s*)?(['"])([^'"\n]+)\2/gm;
const CALL = /\b(?:import|require)\(\s*(['"])([^'"\n]+)\1\s*\)/g;

/** Static imports, re-exports, and calls of import() and require() with a literal. */
export function readImports(file: SourceFile): readonly Import[] {
  const statements = [...file.text.matchAll(STATEMENT)].map((found) => resolve(file, found[3] ?? '', found[1] !== undefined));
  const calls = [...file.text.matchAll(CALL)].map((found) => resolve(file, found[2] ?? '', false));
  return [...statements, ...calls];
}

function resolve(file: SourceFile, specifier: string, typeOnly: boolean): Import {
  if (specifier.startsWith('.')) return { target: path.posix.join(path.posix.dirname(file.path), specifier), isPackage: false, typeOnly };
  const parts = specifier.split('/');
  return { target: parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/'), isPackage: true, typeOnly };
}
