/**
 * JSON from outside, read without surprises (RFC 8259 with the limits of RFC 7493): no duplicate or dangerous keys, bounded
 * depth, and no number that a double would silently change. One pass over the text finds these; JSON.parse does the rest.
 */
import { ProtocolRefusal } from './protocol-refusal.ts';

export interface JsonBounds {
  /** nested arrays and objects */
  readonly depth: number;
  /** values, keys not counted */
  readonly values: number;
}

/** What JavaScript, or a careless merge, gives a meaning of its own. */
const DANGEROUS = new Set(['__proto__', 'constructor', 'prototype']);
/** Up to here every decimal survives in a double. */
const SAFE_DIGITS = 15;
const NUMBER = /[-+.\deE]+/y;

/** Throws ProtocolRefusal `json.malformed`, `json.duplicateKey`, `json.forbiddenKey`, `json.tooDeep`, `json.tooMany`, `json.inexactNumber`. */
export function readJson(text: string, bounds: JsonBounds): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ProtocolRefusal('malformed', 'json.malformed', 'Expected a JSON text.', { cause });
  }
  inspect(text, bounds);
  return value;
}

/** An open array or object: the keys it has so far, and where we are in it. */
interface Level {
  readonly keys: Set<string> | undefined;
  place: string | number;
}

/** `text` is known to be JSON: the tokens follow each other as they must. */
function inspect(text: string, { depth, values }: JsonBounds): void {
  const open: Level[] = [];
  let count = 0;
  let expectsKey = false;
  for (let at = 0; at < text.length;) {
    const level = open.at(-1);
    const start = at;
    const first = text[at];
    at += 1;
    if ((first === ',' || first === '{' || first === '[') && (count += 1) > values) throw refusal('json.tooMany', open, { limit: values });
    if (first === '"') {
      at = endOfString(text, at);
      if (expectsKey && level?.keys) noteKey(text.slice(start, at), level.keys, level, open);
    } else if (first === '{' || first === '[') {
      if (open.length === depth) throw refusal('json.tooDeep', open, { limit: depth });
      expectsKey = first === '{';
      open.push(expectsKey ? { keys: new Set(), place: '' } : { keys: undefined, place: 0 });
    } else if (first === '}' || first === ']') {
      open.pop();
      expectsKey = false;
    } else if (first === ',') {
      expectsKey = level?.keys !== undefined;
      if (typeof level?.place === 'number') level.place += 1;
    } else if (first === ':') {
      expectsKey = false;
    } else if (first === '-' || isDigit(text.charCodeAt(start))) {
      NUMBER.lastIndex = start;
      const number = NUMBER.exec(text)?.[0] ?? '';
      if (!isExact(number)) throw refusal('json.inexactNumber', open, { number: number.slice(0, 60) });
      at = start + number.length;
    }
  }
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** The index behind the closing quote; `from` is behind the opening one. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from); ; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text[at - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 0) return at + 1;
  }
}

function noteKey(token: string, keys: Set<string>, level: Level, open: readonly Level[]): void {
  const key = token.includes('\\') ? (JSON.parse(token) as string) : token.slice(1, -1);
  level.place = key;
  if (DANGEROUS.has(key)) throw refusal('json.forbiddenKey', open, { key });
  if (keys.has(key)) throw refusal('json.duplicateKey', open, { key: key.slice(0, 100) });
  keys.add(key);
}

/** Whether the shortest text of the double is this literal's digits. */
function isExact(literal: string): boolean {
  const digits = significant(literal);
  const value = Number(literal);
  if (!Number.isFinite(value) || (value === 0 && digits !== '')) return false;
  return digits.length <= SAFE_DIGITS || significant(String(value)) === digits;
}

const significant = (literal: string): string => (literal.split(/e/i)[0] ?? '').replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '');

function refusal(code: string, open: readonly Level[], details: Record<string, unknown>): ProtocolRefusal {
  const path = open.map(({ place }) => `/${String(place).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  const message = `Expected JSON within the limits, but found ${code} at '${path}'.`;
  return new ProtocolRefusal('malformed', code, message, { details, problems: [{ code, path, message, details }] });
}
