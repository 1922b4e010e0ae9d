import { checkCode } from './check-code.ts';
import { checkCycles } from './check-cycles.ts';
import { checkFiles } from './check-files.ts';
import { checkImports } from './check-imports.ts';
import { readSourceFiles } from './source-file.ts';
import type { Violation } from './violation.ts';

/** Everything in the tree that the architecture forbids. */
export function findViolations(root: string): readonly Violation[] {
  const files = readSourceFiles(root);
  return [...checkImports(files), ...checkCycles(files), ...checkCode(files), ...checkFiles(files)];
}
