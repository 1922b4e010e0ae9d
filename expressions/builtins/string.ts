/** String functions (DMN 1.5 §10.3.4.3, table 75). Positions and lengths count Unicode code points. */
import { chargeItems, chargeText } from '../session.ts';
import type { Session } from '../session.ts';
import { FeelNumber, toInteger } from '../values/number.ts';
import type { FeelFunction, FeelList, FeelValue } from '../values/value.ts';
import { defineFunction, may, needs, overload } from './define.ts';
import { matchesPattern, replacePattern, splitByPattern } from './patterns.ts';

function substring(text: string, start: FeelNumber, length: FeelNumber | undefined, session: Session): FeelValue {
  const from = toInteger(start.trunc());
  const size = length === undefined ? Number.MAX_SAFE_INTEGER : toInteger(length.trunc());
  if (from === null || from === 0 || size === null || size < 1) return null;
  chargeText(session, text.length);
  const points = Array.from(text);
  const first = from > 0 ? from - 1 : points.length + from;
  return first < 0 || first > points.length ? null : points.slice(first, first + size).join('');
}

function before(text: string, match: string): string {
  const at = text.indexOf(match);
  return at === -1 ? '' : text.slice(0, at);
}

function after(text: string, match: string): string {
  const at = text.indexOf(match);
  return at === -1 ? '' : text.slice(at + match.length);
}

function join(list: FeelList, delimiter: string, session: Session): FeelValue {
  chargeItems(session, list.length);
  let length = 0;
  const parts: string[] = [];
  for (const part of list) {
    if (part === null) continue;
    if (typeof part !== 'string') return null;
    length += part.length + delimiter.length;
    parts.push(part);
  }
  chargeText(session, length);
  return parts.join(delimiter);
}

function changed(compute: (text: string) => string): FeelFunction {
  return defineFunction([
    overload([needs('string', 'string')], ([text], session) => {
      chargeText(session, text.length);
      return compute(text);
    }),
  ]);
}

function compared(compute: (text: string, match: string) => FeelValue): FeelFunction {
  return defineFunction([
    overload([needs('string', 'string'), needs('match', 'string')], ([text, match], session) => {
      chargeText(session, text.length + match.length);
      return compute(text, match);
    }),
  ]);
}

function countPoints(text: string, session: Session): FeelNumber {
  chargeText(session, text.length);
  let count = 0;
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) count += 1;
  return new FeelNumber(count);
}

export const STRING: Readonly<Record<string, FeelFunction>> = {
  substring: defineFunction([
    overload([needs('string', 'string'), needs('start position', 'number'), may('length', 'number')], ([text, start, length], session) =>
      substring(text, start, length, session),
    ),
  ]),
  'string length': defineFunction([overload([needs('string', 'string')], ([text], session) => countPoints(text, session))]),
  'upper case': changed((text) => text.toUpperCase()),
  'lower case': changed((text) => text.toLowerCase()),
  'substring before': compared(before),
  'substring after': compared(after),
  contains: compared((text, match) => text.includes(match)),
  'starts with': compared((text, match) => text.startsWith(match)),
  'ends with': compared((text, match) => text.endsWith(match)),
  replace: defineFunction([
    overload(
      [needs('input', 'string'), needs('pattern', 'string'), needs('replacement', 'string'), may('flags', 'stringOrNull')],
      ([input, pattern, replacement, flags], session) => replacePattern(input, pattern, replacement, flags ?? '', session),
    ),
  ]),
  matches: defineFunction([
    overload([needs('input', 'string'), needs('pattern', 'string'), may('flags', 'stringOrNull')], ([input, pattern, flags], session) =>
      matchesPattern(input, pattern, flags ?? '', session),
    ),
  ]),
  split: defineFunction([
    overload([needs('string', 'string'), needs('delimiter', 'string'), may('flags', 'stringOrNull')], ([text, delimiter, flags], session) =>
      splitByPattern(text, delimiter, flags ?? '', session),
    ),
  ]),
  'string join': defineFunction([
    overload([needs('list', 'list'), may('delimiter', 'stringOrNull')], ([list, delimiter], session) =>
      join(list, delimiter ?? '', session),
    ),
  ]),
};
