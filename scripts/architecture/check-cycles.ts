import { readImports } from './read-imports.ts';
import type { SourceFile } from './source-file.ts';
import type { Violation } from './violation.ts';

/** Cycles of modules. Types count too: what refers to each other can be understood, and tested, only together. */
export function checkCycles(files: readonly SourceFile[]): readonly Violation[] {
  const known = new Set(files.map(({ path }) => path));
  const edges = new Map(files.map((file) => [file.path, targetsOf(file, known)]));
  const done = new Set<string>();
  const violations: Violation[] = [];
  for (const { path } of files) visit(path, [], { edges, done, violations });
  return violations;
}

interface Walk {
  readonly edges: ReadonlyMap<string, readonly string[]>;
  readonly done: Set<string>;
  readonly violations: Violation[];
}

function targetsOf(file: SourceFile, known: ReadonlySet<string>): readonly string[] {
  const imports = readImports(file).filter(({ isPackage }) => !isPackage);
  return imports.map(({ target }) => target).filter((target) => known.has(target));
}

function visit(file: string, trail: readonly string[], walk: Walk): void {
  const start = trail.indexOf(file);
  if (start >= 0) {
    walk.violations.push({ file, rule: 'cycle', message: [...trail.slice(start), file].join(' -> ') });
    return;
  }
  if (walk.done.has(file)) return;
  for (const target of walk.edges.get(file) ?? []) visit(target, [...trail, file], walk);
  walk.done.add(file);
}
