/** Due dates as a scenario writes them: an instant with its offset, or the last day, which ends at 24:00 on the law's clock. */
import { TIME_ZONE } from '../../engine/time-values.ts';

/** `due`: ISO instant; undefined where there is none. A date fits only what is due at the end of that day. */
export function dueFits(expected: string | null, due: string | undefined): boolean {
  if (expected === null || due === undefined) return expected === null && due === undefined;
  const instant = isDay(expected) ? endOf(expected) : Temporal.Instant.from(expected);
  return Temporal.Instant.compare(instant, Temporal.Instant.from(due)) === 0;
}

export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

function endOf(day: string): Temporal.Instant {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(TIME_ZONE).toInstant();
}

/** On the law's clock. */
export function dueText(due: string | undefined): string | null {
  return due === undefined
    ? null
    : Temporal.Instant.from(due).toZonedDateTimeISO(TIME_ZONE).toString({ timeZoneName: 'never', smallestUnit: 'minute' });
}
