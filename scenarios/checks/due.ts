/** Due dates as a scenario writes them: an instant with its offset, or the last day, which ends at 24:00 on the law's clock. */
import { TIME_ZONE } from '../../engine/time-values.ts';

/** `due`: ISO instant; undefined where there is none. A date fits what is due at any time of that day, or at its end. */
export function dueFits(expected: string | null, due: string | undefined): boolean {
  if (expected === null || due === undefined) return expected === null && due === undefined;
  if (!isDay(expected)) return Temporal.Instant.compare(Temporal.Instant.from(expected), Temporal.Instant.from(due)) === 0;
  return lastDay(due) === expected;
}

export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** Midnight belongs to the day that it ends. */
export function lastDay(due: string): string {
  return Temporal.Instant.from(due).subtract({ milliseconds: 1 }).toZonedDateTimeISO(TIME_ZONE).toPlainDate().toString();
}

/** On the law's clock. */
export function dueText(due: string | undefined): string | null {
  return due === undefined
    ? null
    : Temporal.Instant.from(due).toZonedDateTimeISO(TIME_ZONE).toString({ timeZoneName: 'never', smallestUnit: 'minute' });
}
