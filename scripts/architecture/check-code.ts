import type { Node } from 'acorn';
import { OUTSIDE, ROOMS } from './import-table.ts';
import { dotted, lineOf, nodesOf, parseSource } from './parse.ts';
import { readImports } from './read-imports.ts';
import type { SourceFile } from './source-file.ts';
import type { Violation } from './violation.ts';

/** A pure room's way to the world: time, chance, and everything behind a system call. */
const IMPURE_MEMBERS = new Set([
  'Date.now',
  'Math.random',
  'Temporal.Now',
  'performance.now',
  'crypto.randomUUID',
  'crypto.getRandomValues',
]);
const IMPURE_CALLS = new Set(['fetch', 'setTimeout', 'setInterval', 'setImmediate', 'randomUUID', 'randomBytes', 'randomInt']);
const PURE_BUILTINS = new Set(['node:buffer', 'node:crypto']);
/** Names that a browser does not have. */
const NODE_NAMES = new Set(['Buffer', 'process', 'require', '__dirname', '__filename']);
const STATUS_HOLDERS = new Set(['status', 'statusCode']);
const STATUS_CALLS = /(^|\.)(throw|assert|sendStatus|writeHead|status)$/;

/** What the code says, beyond its imports: environment, clock and chance in pure rooms, HTTP error numbers. */
export function checkCode(files: readonly SourceFile[]): readonly Violation[] {
  return files.filter(({ room }) => !OUTSIDE.includes(room)).flatMap((file) => [...checkBuiltins(file), ...checkNodes(file)]);
}

function checkBuiltins(file: SourceFile): readonly Violation[] {
  const { pure, browser } = ROOMS[file.room] ?? {};
  if (pure !== true) return [];
  const builtins = readImports(file).filter(
    ({ target, typeOnly }) => target.startsWith('node:') && !typeOnly && (browser === true || !PURE_BUILTINS.has(target)),
  );
  return builtins.map(({ target }) => ({ file: file.path, rule: 'purity', message: `imports ${target} in a pure room` }));
}

function checkNodes(file: SourceFile): readonly Violation[] {
  const tree = parseSource(file);
  if (!tree) return [];
  return [...nodesOf(tree)].flatMap((node) => [...checkEnvironment(file, node), ...checkPurity(file, node), ...checkStatus(file, node)]);
}

function checkEnvironment(file: SourceFile, node: Node): readonly Violation[] {
  const imported = node.type === 'ImportDeclaration' && sourceOf(node) === 'node:process';
  if (file.path === 'config.ts' || !(imported || dotted(node) === 'process.env')) return [];
  return [{ file: file.path, rule: 'environment', message: `line ${lineOf(node)} reads the environment, which only config.ts does` }];
}

function sourceOf(node: Node): unknown {
  return (node as Node & { source: { value: unknown } }).source.value;
}

function checkPurity(file: SourceFile, node: Node): readonly Violation[] {
  const { pure, browser } = ROOMS[file.room] ?? {};
  const used = (pure === true ? impurity(node) : undefined) ?? (browser === true ? nodeName(node) : undefined);
  return used === undefined ? [] : [{ file: file.path, rule: 'purity', message: `line ${lineOf(node)} uses ${used} in a pure room` }];
}

function impurity(node: Node): string | undefined {
  if (node.type === 'MemberExpression') return IMPURE_MEMBERS.has(dotted(node) ?? '') ? dotted(node) : undefined;
  if (!isCall(node)) return undefined;
  const name = dotted(node.callee) ?? '';
  if (name === 'Date' && node.arguments.length === 0) return 'Date without a value';
  return IMPURE_CALLS.has(name) ? name : undefined;
}

function nodeName(node: Node): string | undefined {
  const { name } = node as Node & { readonly name?: string };
  return node.type === 'Identifier' && name !== undefined && NODE_NAMES.has(name) ? name : undefined;
}

interface Call extends Node {
  readonly callee: Node;
  readonly arguments: readonly Node[];
}

function isCall(node: Node): node is Call {
  return node.type === 'CallExpression' || node.type === 'NewExpression';
}

/** Error numbers belong to api/error-status.ts, where each family of errors has exactly one. */
function checkStatus(file: SourceFile, node: Node): readonly Violation[] {
  if (file.path === 'api/error-status.ts') return [];
  const number = statusIn(node);
  if (number === undefined) return [];
  return [
    { file: file.path, rule: 'status', message: `line ${lineOf(node)} names HTTP status ${number}, which only api/error-status.ts does` },
  ];
}

function statusIn(node: Node): number | undefined {
  const parts = node as Node & { left?: Node; right?: Node; key?: Node; value?: Node };
  if (node.type === 'AssignmentExpression' || node.type === 'BinaryExpression') {
    if (holdsStatus(parts.left)) return errorNumber(parts.right);
    if (holdsStatus(parts.right)) return errorNumber(parts.left);
  }
  if (node.type === 'Property' && holdsStatus(parts.key)) return errorNumber(parts.value);
  if (isCall(node) && STATUS_CALLS.test(dotted(node.callee) ?? ''))
    return node.arguments.map(errorNumber).find((value) => value !== undefined);
  return undefined;
}

function holdsStatus(node: Node | undefined): boolean {
  return STATUS_HOLDERS.has(dotted(node)?.split('.').at(-1) ?? '');
}

function errorNumber(node: Node | undefined): number | undefined {
  const value = node?.type === 'Literal' ? (node as Node & { value: unknown }).value : undefined;
  return typeof value === 'number' && value >= 400 && value <= 599 ? value : undefined;
}
