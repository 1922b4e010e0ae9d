import type { Json } from '../expressions/json.ts';
import { isJsonObject, ZONE, type FieldKind } from './form.ts';

export type DateKind = Extract<FieldKind, 'date' | 'time' | 'dateTime'>;

/** A year outside is a slip of the finger, not a date in a file. */
const FIRST_YEAR = 1850;
const LAST_YEAR = 2200;
const MINUTE = 60_000_000_000;
const OFFSET_SINCE_1975 = '+07:00';

/** A date, time or both as a tagged FEEL value; from ISO 8601 text or the tagged value itself. Undefined where it is none. */
export function dateValue(kind: DateKind, value: Json): Json | undefined {
  const text = typeof value === 'string' ? value : taggedText(kind, value);
  if (text === undefined) return undefined;
  try {
    const iso = READERS[kind](text.trim());
    return iso === undefined ? undefined : { $type: kind, value: iso };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function taggedText(kind: DateKind, value: Json): string | undefined {
  if (!isJsonObject(value) || value['$type'] !== kind || typeof value['value'] !== 'string') return undefined;
  return value['value'];
}

const READERS: Readonly<Record<DateKind, (text: string) => string | undefined>> = {
  date(text) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
    const date = Temporal.PlainDate.from(text, { overflow: 'reject' });
    return inYears(date.year) ? date.toString() : undefined;
  },
  time(text) {
    if (!/^\d{2}:\d{2}(:\d{2})?$/.test(text)) return undefined;
    return Temporal.PlainTime.from(text, { overflow: 'reject' }).toString({ smallestUnit: 'second' });
  },
  /** Without an offset it is the law's clock. Stored with the offset that it then had. */
  dateTime(text) {
    const match = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?)(?:\.\d{1,9})?(Z|[+-]\d{2}:\d{2})?$/.exec(text);
    if (!match) return undefined;
    const zoned =
      match[2] === undefined ? Temporal.PlainDateTime.from(match[1] ?? '', { overflow: 'reject' }).toZonedDateTime(ZONE) : atLawClock(text);
    return inYears(zoned.year) ? withOffset(zoned) : undefined;
  },
};

/** ISO 8601 has no seconds in an offset: until 1911 the clock had some, and the instant must stay what it is. */
function withOffset(zoned: Temporal.ZonedDateTime): string {
  const whole = zoned.offsetNanoseconds % MINUTE === 0 ? zoned : zoned.withTimeZone(OFFSET_SINCE_1975);
  return whole.toString({ smallestUnit: 'second', timeZoneName: 'never' });
}

const atLawClock = (text: string): Temporal.ZonedDateTime => Temporal.Instant.from(text).toZonedDateTimeISO(ZONE);
const inYears = (year: number): boolean => year >= FIRST_YEAR && year <= LAST_YEAR;
