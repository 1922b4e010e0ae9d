/** Conversion functions to numbers and texts (DMN 1.5 §10.3.4.1, table 73); those to temporal values are in temporal.ts. */
import { chargeText } from '../session.ts';
import type { Session } from '../session.ts';
import { toNumber } from '../values/number.ts';
import { textOf } from '../values/text.ts';
import type { FeelFunction, FeelValue } from '../values/value.ts';
import { defineFunction, needs, overload } from './define.ts';
import { parseRange } from './range-text.ts';

const NUMBER = /^-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Separators: a space, a comma or a period to group, a comma or a period for decimals, and not the same. */
function parseNumber(text: string, grouping: string | null, decimal: string | null, session: Session): FeelValue {
  if (grouping !== null && ![' ', ',', '.'].includes(grouping)) return null;
  if (decimal !== null && ![',', '.'].includes(decimal)) return null;
  if (grouping !== null && grouping === decimal) return null;
  chargeText(session, text.length);
  const plain = grouping === null ? text : text.replaceAll(grouping, '');
  if (decimal === ',' && plain.includes('.')) return null;
  const normal = decimal === ',' ? plain.replace(',', '.') : plain;
  return NUMBER.test(normal) && normal.length <= 7_000 ? toNumber(normal) : null;
}

export const CONVERSION: Readonly<Record<string, FeelFunction>> = {
  string: defineFunction([overload([needs('from', 'anyOrNull')], ([from], session) => textOf(from, session))]),
  number: defineFunction([
    overload([needs('from', 'string')], ([from], session) => parseNumber(from, null, null, session)),
    overload([needs('from', 'number')], ([from]) => from),
    overload(
      [needs('from', 'string'), needs('grouping separator', 'stringOrNull'), needs('decimal separator', 'stringOrNull')],
      ([from, grouping, decimal], session) => parseNumber(from, grouping, decimal, session),
    ),
  ]),
  range: defineFunction([overload([needs('from', 'string')], ([from]) => parseRange(from))]),
};
