import { stripTypeScriptTypes } from 'node:module';
import { parse, type Node } from 'acorn';
import type { SourceFile } from './source-file.ts';

/** The syntax tree without its types; lines are those of the file. Undefined for JSX, which Node does not read. */
export function parseSource(file: SourceFile): Node | undefined {
  if (file.path.endsWith('.tsx')) return undefined;
  const code = file.path.endsWith('.ts') ? stripTypeScriptTypes(file.text) : file.text;
  const sourceType = file.path.endsWith('.cjs') ? 'script' : 'module';
  return parse(code, { ecmaVersion: 'latest', sourceType, locations: true, allowHashBang: true });
}

/** Every node, parents first. */
export function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) if (isNode(child)) yield* nodesOf(child);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value && typeof value.type === 'string';
}

/** The dotted text of `a.b.c`; undefined for anything with a call or a computed name in it. */
export function dotted(node: Node | null | undefined): string | undefined {
  if (!node) return undefined;
  const { type, name, object, property, computed } = node as Node & { name?: string; object?: Node; property?: Node; computed?: boolean };
  if (type === 'Identifier') return name;
  if (type !== 'MemberExpression' || !object) return undefined;
  const owner = dotted(object);
  const member = computed === true ? literalText(property) : dotted(property);
  return owner === undefined || member === undefined ? undefined : `${owner}.${member}`;
}

function literalText(node: Node | undefined): string | undefined {
  const value = node?.type === 'Literal' ? (node as Node & { value: unknown }).value : undefined;
  return typeof value === 'string' ? value : undefined;
}

export function lineOf(node: Node): number {
  return node.loc?.start.line ?? 0;
}
