import { Rejection } from '../errors.ts';
import { addBusinessTime } from './business-time.ts';
import type { Calendar } from './calendar.ts';
import { lawClock } from './clock-start.ts';
import { addWorkingDays } from './working-days.ts';

const MOST_DAYS = 10_000;

/**
 * For timers that count office time: days of an ISO 8601 duration are working days at the same clock time, its hours, minutes and
 * seconds are open time of the office after that. `P1DT4H` from a Thursday
 * at 16:00 is Friday 16:00 and four open hours more: Monday 10:30, with office hours from 07:30 to 17:00.
 * Throws Rejection `law.duration` for what has no such meaning: weeks, months, years, and less than nothing.
 */
export function addBusinessDuration(calendar: Calendar, start: string, duration: string): string {
  const { days, ...rest } = read(duration);
  const begin = lawClock(start, calendar);
  const day = addWorkingDays(calendar, begin.toPlainDate(), days);
  const after = day.toZonedDateTime({ timeZone: calendar.zone, plainTime: begin.toPlainTime() }).toInstant().toString();
  return addBusinessTime(calendar, after, rest.milliseconds);
}

function read(text: string): { readonly days: number; readonly milliseconds: number } {
  let duration: Temporal.Duration;
  try {
    duration = Temporal.Duration.from(text);
  } catch (cause) {
    throw new Rejection('validation', 'law.duration', `Expected an ISO 8601 duration, but found '${text}'.`, { cause });
  }
  const { years, months, weeks, days } = duration;
  if (duration.sign < 0 || years + months + weeks > 0 || days > MOST_DAYS) {
    throw new Rejection(
      'validation',
      'law.duration',
      `Expected a duration of up to ${MOST_DAYS} days, hours, minutes and seconds, but found '${text}'.`,
    );
  }
  return { days, milliseconds: duration.with({ days: 0 }).total('milliseconds') };
}
