import type { Node } from 'acorn';
import { OUTSIDE } from '../architecture/import-table.ts';
import { nodesOf, parseSource } from '../architecture/parse.ts';
import { readSourceFiles, type SourceFile } from '../architecture/source-file.ts';

/** A file or a function, and its length in lines. */
export interface Measured {
  readonly name: string;
  readonly lines: number;
}

export interface TreeMeasure {
  readonly files: readonly Measured[];
  readonly functions: readonly Measured[];
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/** All product files, and every named function in them; a function inside another counts for both. */
export function measureTree(root: string): TreeMeasure {
  const files = readSourceFiles(root).filter(({ room }) => !OUTSIDE.includes(room) && room !== 'migrations');
  return {
    files: files.map(({ path, text }) => ({ name: path, lines: text.split('\n').length - 1 })),
    functions: files.flatMap(measureFunctions),
  };
}

/** Without the arrows of one line that are arguments of a call: they would make every median one. */
function measureFunctions(file: SourceFile): readonly Measured[] {
  const tree = parseSource(file);
  const nodes = tree ? [...nodesOf(tree)].filter(({ type }) => FUNCTIONS.has(type)) : [];
  return nodes.map((node) => measureFunction(file, node)).filter(({ name, lines }) => lines > 1 || !name.endsWith('(anonymous)'));
}

function measureFunction(file: SourceFile, node: Node): Measured {
  const start = node.loc?.start.line ?? 0;
  const name = (node as Node & { id?: { name: string } | null }).id?.name ?? '(anonymous)';
  return { name: `${file.path}:${start} ${name}`, lines: (node.loc?.end.line ?? 0) - start + 1 };
}
