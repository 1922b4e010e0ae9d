/** XPath 3.1 regular expressions (F&O §5.6) to RE2 syntax. Null where XPath refuses the pattern or RE2 cannot say it (back-references). */
import { RE2JS } from 're2js';
import { readClass } from './xpath-class.ts';
import { ESCAPE_CLASSES, isSingleEscape, NAME_CHARACTER, NAME_START, readCategory } from './xpath-escapes.ts';
import type { Part } from './xpath-escapes.ts';

export interface TranslatedPattern {
  readonly source: string;
  readonly flags: number;
}

const FLAGS: Readonly<Record<string, number>> = { s: RE2JS.DOTALL, m: RE2JS.MULTILINE, i: RE2JS.CASE_INSENSITIVE, x: 0, q: 0 };

export function translatePattern(pattern: string, flags: string): TranslatedPattern | null {
  let bits = 0;
  for (const flag of flags) {
    const bit = Object.hasOwn(FLAGS, flag) ? FLAGS[flag] : undefined;
    if (bit === undefined) return null;
    bits |= bit;
  }
  if (flags.includes('q')) return { source: RE2JS.quote(pattern), flags: bits };
  const source = translate(flags.includes('x') ? withoutSpaces(pattern) : pattern, flags.includes('s'));
  return source === null ? null : { source, flags: bits };
}

/** Flag x: white space is dropped, except inside a character class. */
function withoutSpaces(pattern: string): string {
  let depth = 0;
  return pattern.replace(/\\?[\s\S]/g, (part) => {
    if (part === '[') depth += 1;
    else if (part === ']') depth -= 1;
    return depth === 0 ? part.replace(/[\t\n\r ]/g, '') : part;
  });
}

function translate(pattern: string, dotAll: boolean): string | null {
  let source = '';
  for (let at = 0; at < pattern.length;) {
    const part = readPart(pattern, at, dotAll);
    if (!part) return null;
    source += part.source;
    at = part.next;
  }
  return source;
}

function readPart(pattern: string, at: number, dotAll: boolean): Part | null {
  const character = pattern[at] ?? '';
  if (character === '\\') return readEscape(pattern, at);
  if (character === '[') return readClass(pattern, at);
  if (character === ']') return null;
  if (character === '.' && !dotAll) return { source: '[^\\n\\r]', next: at + 1 };
  if (character === '(' && pattern[at + 1] === '?' && pattern[at + 2] !== ':') return null;
  return { source: character, next: at + 1 };
}

function readEscape(pattern: string, at: number): Part | null {
  const letter = pattern[at + 1] ?? '';
  const next = at + 2;
  if (letter === 'p' || letter === 'P') {
    const category = readCategory(pattern, at);
    return (
      category && {
        source: category.source.startsWith('\\p{') || category.source.startsWith('\\P{') ? category.source : `[${category.source}]`,
        next: category.next,
      }
    );
  }
  if (letter === 'i' || letter === 'I') return { source: `[${letter === 'I' ? '^' : ''}${NAME_START}]`, next };
  if (letter === 'c' || letter === 'C') return { source: `[${letter === 'C' ? '^' : ''}${NAME_CHARACTER}]`, next };
  if (letter === 'S') return { source: '[^\\t\\n\\r ]', next };
  if (letter === 'W') return { source: `[^${ESCAPE_CLASSES['w']}]`, next };
  const escaped = ESCAPE_CLASSES[letter];
  if (escaped !== undefined) return { source: `[${escaped}]`, next };
  return isSingleEscape(letter) ? { source: `\\${letter}`, next } : null;
}
