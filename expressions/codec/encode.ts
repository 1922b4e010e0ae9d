import { ExpressionError } from '../contract.ts';
import type { Json, TypedJson, TypedTag } from '../json.ts';
import { chargeItems, chargeText, checkValueDepth } from '../session.ts';
import type { Session } from '../session.ts';
import { formatTemporal } from '../temporal/format.ts';
import { FeelNumber } from '../values/number.ts';
import { isContext, isList, isNumber } from '../values/value.ts';
import type { FeelContext, FeelList, FeelValue } from '../values/value.ts';

/** A FEEL value to stored JSON. Functions, ranges and keys with `$` are ExpressionError `notStorable`; cost and nesting are bounded by `session`. */
export function encode(value: FeelValue, session: Session, depth = 0): Json {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return encodeText(value, session);
  if (isNumber(value)) return encodeNumber(value);
  checkValueDepth(session, depth);
  if (isList(value)) return encodeList(value, session, depth);
  if (isContext(value)) return encodeContext(value, session, depth);
  if (value.kind === 'function' || value.kind === 'range') {
    throw notStorable(`a ${value.kind}`, session);
  }
  return typed(value.kind, formatTemporal(value));
}

function encodeText(text: string, session: Session): string {
  chargeText(session, text.length);
  return text;
}

/** A JSON number where the double says the same decimal, else tagged text. */
function encodeNumber(value: FeelNumber): Json {
  const double = value.toNumber();
  return new FeelNumber(double).equals(value) ? double : typed('number', value.toString());
}

function encodeList(list: FeelList, session: Session, depth: number): Json {
  chargeItems(session, list.length);
  return list.map((element) => encode(element, session, depth + 1));
}

function encodeContext(context: FeelContext, session: Session, depth: number): Json {
  chargeItems(session, context.size);
  const entries: [string, Json][] = [];
  for (const [key, value] of context) {
    if (key.startsWith('$')) throw notStorable(`a context with the reserved key '${key}'`, session);
    entries.push([key, encode(value, session, depth + 1)]);
  }
  return Object.fromEntries(entries);
}

function notStorable(what: string, session: Session): ExpressionError {
  return new ExpressionError('notStorable', `Expected a value that can be stored, but got ${what}.`, session.source);
}

function typed(tag: TypedTag, value: string): Json {
  return { $type: tag, value } satisfies TypedJson as unknown as Json;
}
