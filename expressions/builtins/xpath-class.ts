/** Character classes of XPath regular expressions, with subtraction (`[a-z-[aeiou]]`), which RE2 does not know. */
import { ESCAPE_CLASSES, isSingleEscape, readCategory } from './xpath-escapes.ts';
import type { Part } from './xpath-escapes.ts';

interface Range {
  readonly from: number;
  readonly to: number;
}

interface ClassBody {
  /** RE2 text of what is not a plain range: categories and multi-character escapes. */
  readonly sets: readonly string[];
  readonly ranges: readonly Range[];
}

const MAX_CODE = 0x10ffff;
const CONTROLS: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9 };

/** The class that begins with `[` at `at`. */
export function readClass(pattern: string, at: number): Part | null {
  const isNegated = pattern[at + 1] === '^';
  const body: { sets: string[]; ranges: Range[] } = { sets: [], ranges: [] };
  let next = at + (isNegated ? 2 : 1);
  while (pattern[next] !== ']') {
    if (pattern[next] === '-' && pattern[next + 1] === '[') return subtract(pattern, next + 1, body, isNegated);
    const item = readItem(pattern, next);
    if (!item) return null;
    if (typeof item.value === 'string') body.sets.push(item.value);
    else body.ranges.push(item.value);
    next = item.next;
  }
  return body.sets.length + body.ranges.length === 0 ? null : { source: write(body, isNegated), next: next + 1 };
}

function readItem(pattern: string, at: number): { value: string | Range; next: number } | null {
  if (pattern[at] === '\\') {
    const letter = pattern[at + 1] ?? '';
    if (letter === 'p' || letter === 'P') {
      const category = readCategory(pattern, at);
      return category && !category.source.startsWith('^') ? { value: category.source, next: category.next } : null;
    }
    if (Object.hasOwn(ESCAPE_CLASSES, letter)) return { value: ESCAPE_CLASSES[letter] ?? '', next: at + 2 };
  }
  const from = readCode(pattern, at);
  if (!from) return null;
  const isRange = pattern[from.next] === '-' && pattern[from.next + 1] !== ']' && pattern[from.next + 1] !== '[';
  const to = isRange ? readCode(pattern, from.next + 1) : from;
  return to && to.code >= from.code ? { value: { from: from.code, to: to.code }, next: to.next } : null;
}

function readCode(pattern: string, at: number): { code: number; next: number } | null {
  const letter = pattern[at + 1] ?? '';
  if (pattern[at] === '\\') {
    return isSingleEscape(letter) ? { code: CONTROLS[letter] ?? letter.charCodeAt(0), next: at + 2 } : null;
  }
  const code = pattern.codePointAt(at);
  if (code === undefined || code === 91 || code === 93) return null;
  return { code, next: at + (code > 0xffff ? 2 : 1) };
}

/** Only between plain ranges; a category on either side is refused. */
function subtract(pattern: string, at: number, body: ClassBody, isNegated: boolean): Part | null {
  const isInnerNegated = pattern[at + 1] === '^';
  const inner = readRanges(pattern, at + (isInnerNegated ? 2 : 1));
  if (!inner || body.sets.length > 0 || pattern[inner.next] !== ']') return null;
  const base = isNegated ? complement(body.ranges) : body.ranges;
  const removed = isInnerNegated ? complement(inner.ranges) : inner.ranges;
  const ranges = removed.reduce<readonly Range[]>((left, cut) => left.flatMap((range) => without(range, cut)), base);
  return ranges.length === 0 ? null : { source: write({ sets: [], ranges }, false), next: inner.next + 1 };
}

function readRanges(pattern: string, start: number): { ranges: Range[]; next: number } | null {
  const ranges: Range[] = [];
  let next = start;
  while (pattern[next] !== ']') {
    const item = readItem(pattern, next);
    if (!item || typeof item.value === 'string') return null;
    ranges.push(item.value);
    next = item.next;
  }
  return { ranges, next: next + 1 };
}

function complement(ranges: readonly Range[]): Range[] {
  return ranges.reduce<Range[]>((left, cut) => left.flatMap((range) => without(range, cut)), [{ from: 0, to: MAX_CODE }]);
}

function without(range: Range, cut: Range): Range[] {
  if (cut.to < range.from || cut.from > range.to) return [range];
  const left = { from: range.from, to: cut.from - 1 };
  const right = { from: cut.to + 1, to: range.to };
  return [left, right].filter(({ from, to }) => from <= to);
}

function write({ sets, ranges }: ClassBody, isNegated: boolean): string {
  const plain = ranges.map(({ from, to }) => (from === to ? writeCode(from) : `${writeCode(from)}-${writeCode(to)}`));
  return `[${isNegated ? '^' : ''}${[...plain, ...sets].join('')}]`;
}

function writeCode(code: number): string {
  return `\\x{${code.toString(16).toUpperCase()}}`;
}
