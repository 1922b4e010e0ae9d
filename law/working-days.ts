import { Rejection } from '../errors.ts';
import type { Calendar } from './calendar.ts';
import { isWorkingDay } from './day-off.ts';

/** No calendar has more days off in a row; a run that long is wrong data, not a holiday. */
const LONGEST_REST = 60;
const ONE_DAY = Temporal.Duration.from({ days: 1 });
const step = (date: Temporal.PlainDate, sign: 1 | -1): Temporal.PlainDate => (sign === 1 ? date.add(ONE_DAY) : date.subtract(ONE_DAY));

/** `date` itself when it is worked, else the nearest working day after it (sign 1) or before it (sign -1). */
export function nearestWorkingDay(calendar: Calendar, date: Temporal.PlainDate, sign: 1 | -1): Temporal.PlainDate {
  let day = date;
  for (let tries = 0; tries <= LONGEST_REST; tries += 1, day = step(day, sign)) {
    if (isWorkingDay(calendar, day)) return day;
  }
  throw new Rejection('validation', 'law.noWorkingDay', `Expected a working day within ${LONGEST_REST} days of ${date.toString()}.`);
}

/** The day of the start is not counted (BLDS Điều 147). 0 leaves the date as it is; a negative count goes back. */
export function addWorkingDays(calendar: Calendar, date: Temporal.PlainDate, count: number): Temporal.PlainDate {
  const sign = count < 0 ? -1 : 1;
  let day = date;
  for (let left = Math.abs(count); left > 0; left -= 1) day = nearestWorkingDay(calendar, step(day, sign), sign);
  return day;
}

/** How often `addWorkingDays` has to step from `from` to reach or pass `to`, not counting `from`; negative when `to` is earlier. */
export function workingDaysBetween(calendar: Calendar, from: Temporal.PlainDate, to: Temporal.PlainDate): number {
  const sign = Temporal.PlainDate.compare(from, to) <= 0 ? 1 : -1;
  let count = 0;
  for (let day = from; !day.equals(to);) {
    day = step(day, sign);
    if (isWorkingDay(calendar, day)) count += sign;
  }
  return count;
}
