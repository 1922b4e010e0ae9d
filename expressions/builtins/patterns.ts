/** `matches`, `replace` and `split` on a linear-time engine; every run pays for its text and its program. */
import { LRUCache } from 'lru-cache';
import { RE2JS } from 're2js';
import { chargeItems, chargeText, checkText } from '../session.ts';
import type { Session } from '../session.ts';
import type { FeelList } from '../values/value.ts';
import { translatePattern } from './xpath-pattern.ts';

const MAX_PATTERN = 1_000;
const MAX_PROGRAM = 10_000;
const REFUSED_PATTERN = 20_000;
const patterns = new LRUCache<string, { readonly compiled: RE2JS | null }>({ max: 500 });

/** Null where XPath or the engine refuses the pattern. */
function compilePattern(pattern: string, flags: string, session: Session): RE2JS | null {
  if (pattern.length > MAX_PATTERN) return null;
  const key = `${flags}/${pattern}`;
  const known = patterns.get(key) ?? { compiled: buildPattern(pattern, flags) };
  patterns.set(key, known);
  chargePattern(session, key, known.compiled);
  return known.compiled;
}

/** Once a run, whether or not another run has compiled the pattern already: the price must not depend on the cache. */
function chargePattern(session: Session, key: string, compiled: RE2JS | null): void {
  session.patterns ??= new Set();
  if (session.patterns.has(key)) return;
  session.patterns.add(key);
  session.fuel.spend(compiled ? 200 + 20 * key.length + compiled.matcher('').programSize() : REFUSED_PATTERN);
}

function buildPattern(pattern: string, flags: string): RE2JS | null {
  const translated = translatePattern(pattern, flags);
  if (!translated) return null;
  try {
    const compiled = RE2JS.compile(translated.source, translated.flags);
    return compiled.matcher('').programSize() > MAX_PROGRAM ? null : compiled;
  } catch {
    return null;
  }
}

/** One unit for each 64 steps of the engine: the text's length times the program's size. */
function chargeRun(session: Session, compiled: RE2JS, text: string): void {
  chargeText(session, text.length);
  session.fuel.spend(Math.ceil(((text.length + 1) * compiled.matcher('').programSize()) / 64));
}

export function matchesPattern(input: string, pattern: string, flags: string, session: Session): boolean | null {
  const compiled = compilePattern(pattern, flags, session);
  if (!compiled) return null;
  chargeRun(session, compiled, input);
  return compiled.matcher(input).find();
}

/** Null also where the pattern matches the empty string, as XPath has it. */
export function replacePattern(input: string, pattern: string, replacement: string, flags: string, session: Session): string | null {
  const compiled = compilePattern(pattern, flags, session);
  const parts = flags.includes('q') ? [replacement] : readReplacement(replacement, compiled?.groupCount() ?? 0);
  if (!compiled || !parts || compiled.matcher('').find()) return null;
  chargeRun(session, compiled, input);
  const matcher = compiled.matcher(input);
  let [result, at] = ['', 0];
  while (matcher.find()) {
    const inserted = parts.map((part) => (typeof part === 'string' ? part : (matcher.group(part) ?? ''))).join('');
    const added = input.slice(at, matcher.start()) + inserted;
    chargeText(session, added.length);
    checkText(session, result.length + added.length);
    result += added;
    at = matcher.end();
  }
  return result + input.slice(at);
}

/** Text and group numbers; null for a lone `$` or `\`. A number beyond the groups gives up its last digits (XPath fn:replace). */
function readReplacement(replacement: string, groups: number): (string | number)[] | null {
  const parts: (string | number)[] = [];
  for (const match of replacement.matchAll(/\$(\d+)|\\([\\$])|[^\\$]+|./gsu)) {
    const [whole, digits, escaped] = match;
    if (digits !== undefined) parts.push(...readGroup(digits, groups));
    else if (escaped !== undefined) parts.push(escaped);
    else if (whole === '$' || whole === '\\') return null;
    else parts.push(whole);
  }
  return parts;
}

function readGroup(digits: string, groups: number): (string | number)[] {
  let size = digits.length;
  while (size > 1 && Number(digits.slice(0, size)) > groups) size -= 1;
  const group = Number(digits.slice(0, size));
  return [group <= groups ? group : '', digits.slice(size)];
}

export function splitByPattern(text: string, delimiter: string, flags: string, session: Session): FeelList | null {
  const compiled = compilePattern(delimiter, flags, session);
  if (!compiled || compiled.matcher('').find()) return null;
  chargeRun(session, compiled, text);
  const parts: string[] = [];
  const matcher = compiled.matcher(text);
  let at = 0;
  while (matcher.find()) {
    parts.push(text.slice(at, matcher.start()));
    at = matcher.end();
  }
  chargeItems(session, parts.length + 1);
  return [...parts, text.slice(at)];
}
