/**
 * Office time, for timers that only run while the office is open and for reminders at a part of a term. Milliseconds of open
 * time by the calendar's office hours; days off and nights do not count.
 */
import { Rejection } from '../errors.ts';
import type { Calendar } from './calendar.ts';
import { lawClock } from './clock-start.ts';
import { openStretches } from './office-hours.ts';

/** A timer further away than this is a mistake in its duration. */
const LONGEST_DAYS = 15_000;

/** The instant at which `milliseconds` of open time have passed since `start`; `start` itself for 0. ISO 8601 UTC. */
export function addBusinessTime(calendar: Calendar, start: string, milliseconds: number): string {
  if (!Number.isFinite(milliseconds) || milliseconds < 0)
    throw beyond(`Expected a duration that is not negative, but found ${milliseconds}.`);
  const begin = lawClock(start, calendar);
  let left = milliseconds;
  if (left === 0) return begin.toInstant().toString();
  for (let days = 0, day = begin.toPlainDate(); days <= LONGEST_DAYS; days += 1, day = day.add({ days: 1 })) {
    for (const [from, to] of openStretches(calendar, day)) {
      const open = Math.max(from, begin.epochMilliseconds);
      if (open >= to) continue;
      if (left <= to - open) return Temporal.Instant.fromEpochMilliseconds(Math.round(open + left)).toString();
      left -= to - open;
    }
  }
  throw beyond(`Expected a duration that ends within ${LONGEST_DAYS} days.`);
}

/** Open time between two instants, in milliseconds; negative when `end` is earlier. */
export function businessTimeBetween(calendar: Calendar, start: string, end: string): number {
  const [a, b] = [lawClock(start, calendar), lawClock(end, calendar)];
  if (Temporal.ZonedDateTime.compare(a, b) > 0) return -businessTimeBetween(calendar, end, start);
  if (a.toPlainDate().until(b.toPlainDate(), { largestUnit: 'days' }).days > LONGEST_DAYS)
    throw beyond(`Expected instants within ${LONGEST_DAYS} days.`);
  let sum = 0;
  for (let day = a.toPlainDate(); Temporal.PlainDate.compare(day, b.toPlainDate()) <= 0; day = day.add({ days: 1 })) {
    for (const [from, to] of openStretches(calendar, day)) {
      sum += Math.max(0, Math.min(to, b.epochMilliseconds) - Math.max(from, a.epochMilliseconds));
    }
  }
  return sum;
}

/** The instant when `part` (0 to 1) of the open time from `start` to `due` is used; of plain time where the office is never open. */
export function partOfTerm(calendar: Calendar, start: string, due: string, part: number): string {
  if (!(part >= 0 && part <= 1)) throw beyond(`Expected a part from 0 to 1, but found ${part}.`);
  const open = businessTimeBetween(calendar, start, due);
  if (open > 0) return addBusinessTime(calendar, start, open * part);
  const [a, b] = [lawClock(start, calendar).epochMilliseconds, lawClock(due, calendar).epochMilliseconds];
  return Temporal.Instant.fromEpochMilliseconds(Math.round(a + (b - a) * part)).toString();
}

const beyond = (message: string): Rejection => new Rejection('validation', 'law.duration', message);
