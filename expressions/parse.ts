/**
 * Source text to syntax tree. The grammar is lezer-feel's; what it cannot parse, and what is too long or too deep, is an
 * ExpressionError `syntax`. Nothing but that error leaves this file.
 */
import { normalizeContextKey, parser, trackVariables } from 'lezer-feel';
import { ExpressionError } from './contract.ts';

/** Names that the expression may use, with the names inside them where they are contexts (`null`: nothing known). */
export interface NameShape {
  readonly [name: string]: NameShape | null;
}

export interface Syntax {
  readonly type: string;
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly children: readonly Syntax[];
  /** 1 for a leaf. */
  readonly height: number;
}

export type Top = 'Expression' | 'UnaryTests';
export const MAX_SOURCE = 65_536;
export const MAX_NESTING = 250;
const MAX_BRACKETS = 100;
/** The parser's cost grows with the square of siblings, so these keep the worst compile at about a second. */
const MAX_COMMAS = 1_500;
const MAX_COLONS = 600;
const MAX_WORDS = 8_000;

export function parseFeel(source: string, top: Top, names: NameShape): Syntax {
  if (source.length > MAX_SOURCE)
    throw new ExpressionError('syntax', `Expected at most ${MAX_SOURCE} characters.`, source.slice(0, 100), MAX_SOURCE);
  checkSize(source);
  const text = source.replace(/^\s*=/, (marker) => ' '.repeat(marker.length));
  return toSyntax(parseTree(text, top, names), text, source);
}

/** One form for a name however its parts are spaced: `a-b`, `a - b` and `a  -b` are the same name (DMN 1.5 §10.3.1.2). */
export function normalizeName(name: string): string {
  return /^\w*$/.test(name) ? name : normalizeContextKey(name.normalize('NFC'));
}

function parseTree(text: string, top: Top, names: NameShape): Tree {
  const configured = parser.configure({ top, strict: true, dialect: 'camunda', contextTracker: trackVariables(names) });
  try {
    return configured.parse(text);
  } catch (error) {
    return parseRangeTypes(configured, text) ?? refuse(error, text);
  }
}

/** The grammar lacks `range<T>` (DMN 1.5 rule 52). `list<T>` stands in for it, at the same places: the text tells them apart. */
function parseRangeTypes(configured: typeof parser, text: string): Tree | null {
  const replaced = text.replace(/((?:\bof|[:<,])\s*)range(?=\s*<)/g, '$1list ');
  try {
    return replaced === text ? null : configured.parse(replaced);
  } catch {
    return null;
  }
}

function refuse(error: unknown, text: string): never {
  const found = error instanceof SyntaxError ? /\bat (\d+)$/.exec(error.message)?.[1] : undefined;
  const where = found === undefined ? '' : ` at ${found}`;
  const offset = found === undefined ? undefined : Number(found);
  throw new ExpressionError('syntax', `Expected a FEEL expression, but could not read it${where}.`, text, offset);
}

type Tree = ReturnType<typeof parser.parse>;
type Cursor = ReturnType<Tree['cursor']>;

function toSyntax(tree: Tree, text: string, source: string): Syntax {
  return readNode(tree.cursor(), text, 0, source);
}

function readNode(cursor: Cursor, text: string, depth: number, source: string): Syntax {
  const { from, to, name: type } = cursor;
  if (depth > MAX_NESTING) throw tooDeep(source, from);
  if (cursor.type.isError)
    throw new ExpressionError('syntax', `Expected a FEEL expression, but could not read it at ${from}.`, source, from);
  const children: Syntax[] = [];
  let height = 0;
  if (cursor.firstChild()) {
    do {
      if (cursor.name === 'LineComment' || cursor.name === 'BlockComment') continue;
      const child = readNode(cursor, text, depth + 1, source);
      children.push(child);
      if (child.height > height) height = child.height;
    } while (cursor.nextSibling());
    cursor.parent();
  }
  return { type, from, to, text: text.slice(from, to), children, height: height + 1 };
}

/** Before the parser runs, because its own cost grows with nesting and with siblings. */
function checkSize(source: string): void {
  const counts = { depth: 0, commas: 0, colons: 0, words: 0 };
  for (let at = 0; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (code === 34) at = endOfString(source, at);
    else countCharacter(counts, code, source.charCodeAt(at + 1));
    if (counts.depth > MAX_BRACKETS) throw tooDeep(source, at);
    if (counts.commas > MAX_COMMAS || counts.colons > MAX_COLONS || counts.words > MAX_WORDS) {
      throw new ExpressionError('syntax', 'Expected a shorter expression: it has too many elements.', source, at);
    }
  }
}

function countCharacter(counts: { depth: number; commas: number; colons: number; words: number }, code: number, next: number): void {
  if (code === 40 || code === 91 || code === 123) counts.depth += 1;
  else if (code === 41 || code === 93 || code === 125) counts.depth -= 1;
  else if (code === 44) counts.commas += 1;
  else if (code === 58) counts.colons += 1;
  else if (!isSpace(code) && !(isWordCode(code) && isWordCode(next))) counts.words += 1;
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

function isWordCode(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code > 127 || code === 95;
}

function endOfString(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (code === 92) at += 1;
    else if (code === 34) return at;
  }
  return source.length;
}

function tooDeep(source: string, offset: number): ExpressionError {
  return new ExpressionError('syntax', `Expected an expression nested at most ${MAX_NESTING} deep.`, source, offset);
}
