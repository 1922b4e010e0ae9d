import type { Json } from '../json.ts';
import { parseDate, parseDateTime, parseDuration, parseTime } from '../temporal/parse.ts';
import { toNumber } from '../values/number.ts';
import type { FeelValue } from '../values/value.ts';

type Decoder = (text: string) => FeelValue;

const TYPED: Readonly<Record<string, Decoder>> = {
  number: toNumber,
  date: parseDate,
  time: parseTime,
  dateTime: parseDateTime,
  daysTimeDuration: parseDuration,
  yearsMonthsDuration: parseDuration,
};

/** Stored JSON to a FEEL value. A tagged object that cannot be read is null, as FEEL has it; other keys with `$` are plain keys. */
export function decode(json: Json): FeelValue {
  if (json === null || typeof json === 'boolean' || typeof json === 'string') return json;
  if (typeof json === 'number') return toNumber(json);
  if (typeof json !== 'object') return null;
  if (isArray(json)) return json.map(decode);
  const tag = json['$type'];
  if (typeof tag === 'string' && Object.hasOwn(TYPED, tag)) return decodeTyped(tag, json['value']);
  return new Map(Object.entries(json).map(([key, value]) => [key, decode(value)]));
}

function decodeTyped(tag: string, value: Json | undefined): FeelValue {
  return typeof value === 'string' ? (TYPED[tag]?.(value) ?? null) : null;
}

function isArray(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}
