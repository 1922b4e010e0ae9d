/** Times as expressions give them: text, or typed values; local ones are in the official time zone. */
import type { Json } from '../expressions/json.ts';
import { IncidentSignal } from './incidents.ts';

export const TIME_ZONE = 'Asia/Ho_Chi_Minh';

/** FEEL gives text, or a typed date or duration. */
export function textOfTime(value: Json, source: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null && '$type' in value && typeof value['value'] === 'string') return value['value'];
  throw new IncidentSignal(
    'expressionFailed',
    `Expected '${source}' to give a date, a date and time or a duration, but it gives ${JSON.stringify(value)}.`,
  );
}

/** An instant with offset or zone (`[…]`, in FEEL `@…`), or a local date (and time) in the official time zone. */
export function instantOf(value: string): number {
  try {
    const zoned = value.replace(/@(.+)$/, '[$1]');
    if (zoned.endsWith(']')) return Temporal.ZonedDateTime.from(zoned).epochMilliseconds;
    if (/(Z|[+-]\d\d:?\d\d)$/i.test(value) && value.includes('T')) return Temporal.Instant.from(value).epochMilliseconds;
    return Temporal.PlainDateTime.from(value).toZonedDateTime(TIME_ZONE).epochMilliseconds;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new IncidentSignal('expressionFailed', `Expected '${value}' to be a date, or a date and time: ${error.message}`);
  }
}

/** ISO date of an instant in the official time zone. */
export function localDate(epochMs: number): string {
  return Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(TIME_ZONE).toPlainDate().toString();
}
