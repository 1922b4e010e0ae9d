/** FEEL values as texts: what `string()` gives (DMN 1.5 §10.3.4.1). Strings are quoted only inside lists, contexts and ranges. */
import { chargeItems, chargeText, checkValueDepth } from '../session.ts';
import type { Session } from '../session.ts';
import { formatTemporal } from '../temporal/format.ts';
import type { FeelNumber } from './number.ts';
import { isContext, isList, isNumber } from './value.ts';
import type { FeelContext, FeelRange, FeelValue } from './value.ts';

/** Null for null and for a function. */
export function textOf(value: FeelValue, session: Session): string | null {
  if (value === null) return null;
  if (typeof value === 'string') return value;
  const text = inner(value, session, 0);
  if (text !== null) chargeText(session, text.length);
  return text;
}

function inner(value: FeelValue, session: Session, depth: number): string | null {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return quoted(value, session);
  if (isNumber(value)) return numberText(value, session);
  checkValueDepth(session, depth);
  if (isList(value)) {
    chargeItems(session, value.length);
    return `[${value.map((element) => inner(element, session, depth + 1) ?? 'null').join(', ')}]`;
  }
  if (isContext(value)) return contextText(value, session, depth);
  if (value.kind === 'range') return rangeText(value, session, depth);
  return value.kind === 'function' ? null : formatTemporal(value);
}

function numberText(number: FeelNumber, session: Session): string {
  const text = number.toFixed();
  chargeText(session, text.length);
  return text;
}

function quoted(text: string, session: Session): string {
  chargeText(session, text.length);
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}

function contextText(context: FeelContext, session: Session, depth: number): string {
  chargeItems(session, context.size);
  const entries = [...context].map(([key, value]) => {
    const name = /^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(key) ? key : quoted(key, session);
    return `${name}: ${inner(value, session, depth + 1) ?? 'null'}`;
  });
  return `{${entries.join(', ')}}`;
}

function rangeText(range: FeelRange, session: Session, depth: number): string {
  const [low, high] = [range.low, range.high].map((end) => (end === null ? '' : (inner(end, session, depth + 1) ?? '')));
  if (range.low === null) return `(${range.highIncluded ? '<=' : '<'} ${high})`;
  if (range.high === null) return `(${range.lowIncluded ? '>=' : '>'} ${low})`;
  return `${range.lowIncluded ? '[' : '('}${low}..${high}${range.highIncluded ? ']' : ')'}`;
}
