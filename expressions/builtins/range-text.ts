import { compareValues } from '../operators/compare.ts';
import { parseAtLiteral, parseDate, parseDateTime, parseDuration, parseTime } from '../temporal/parse.ts';
import { rangeValue } from '../values/constructors.ts';
import { toNumber } from '../values/number.ts';
import type { FeelValue } from '../values/value.ts';

const RANGE =
  /^\s*([[(\]])\s*((?:"(?:[^"\\]|\\.)*"|[^"])*?)\s*\.\.\s*((?:"(?:[^"\\]|\\.)*"|[^".])(?:"(?:[^"\\]|\\.)*"|[^"])*?|)\s*([\])[])\s*$/s;
const CALL = /^(date and time|date|time|duration)\(\s*"([^"]*)"\s*\)$/;
const CONVERSIONS: Readonly<Record<string, (text: string) => FeelValue>> = {
  date: parseDate,
  time: parseTime,
  'date and time': parseDateTime,
  duration: parseDuration,
};
const MAX_LENGTH = 1_000;

/** The range that a text such as `[1..10)` or `(@"2026-01-01"..)` spells; its ends are literals of one ordered type. */
export function parseRange(text: string): FeelValue {
  const match = text.length <= MAX_LENGTH ? RANGE.exec(text) : null;
  if (!match) return null;
  const [, open = '', lowText = '', highText = '', close = ''] = match;
  const [low, high] = [parseEnd(lowText), parseEnd(highText)];
  if (low === undefined || high === undefined || (low === null && high === null)) return null;
  if ((low === null && open === '[') || (high === null && close === ']')) return null;
  const order = compareValues(low ?? high, high ?? low);
  if (order === null || order > 0) return null;
  return rangeValue(low, high, open === '[', close === ']');
}

/** Null for an open end, undefined for what is no literal. */
function parseEnd(text: string): FeelValue | undefined {
  if (text === '') return null;
  if (/^-?(?:\d+(?:\.\d+)?|\.\d+)$/.test(text)) return toNumber(text);
  const quoted = /^(@?)"((?:[^"\\]|\\.)*)"$/s.exec(text);
  if (quoted) return quoted[1] ? (parseAtLiteral(quoted[2] ?? '') ?? undefined) : (quoted[2] ?? '').replace(/\\(["\\])/g, '$1');
  const call = CALL.exec(text);
  return call ? (CONVERSIONS[call[1] ?? '']?.(call[2] ?? '') ?? undefined) : undefined;
}
