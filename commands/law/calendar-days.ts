/** The working calendar as people look it up: its years, and so many working days from a day. Nothing is written. */
import { notFound } from '../../casework/require-permission.ts';
import { yearOfCalendar, type ShownYear } from '../../law/calendar-year-view.ts';
import type { Calendar } from '../../law/calendar.ts';
import { explainWorkingDays, type CountedDays } from '../../law/explain-working-days.ts';
import type { Services } from '../contract.ts';

export interface CalendarYearView extends ShownYear, Pick<Calendar, 'key' | 'version' | 'weeklyOff'> {
  /** years that have a record of their own, in order */
  readonly recorded: readonly number[];
}

/** Throws Rejection notFound `calendarNotFound`, validation `law.lunarDate`. */
export async function calendarYear(services: Pick<Services, 'law'>, key: string, year: number): Promise<CalendarYearView> {
  const calendar = await calendarOf(services, key);
  const { version, weeklyOff, days, notices } = calendar;
  const recorded = new Set([...Object.keys(notices), ...Object.keys(days).map((date) => date.slice(0, 4))].map(Number));
  return { key, version, weeklyOff, recorded: [...recorded].toSorted((a, b) => a - b), ...yearOfCalendar(calendar, year) };
}

/** `from`: ISO date; `count` is negative backwards. Throws Rejection notFound `calendarNotFound`, validation `law.lunarDate`, … */
export async function countWorkingDays(
  services: Pick<Services, 'law'>,
  { key, from, count }: { readonly key: string; readonly from: string; readonly count: number },
): Promise<CountedDays> {
  return explainWorkingDays(await calendarOf(services, key), Temporal.PlainDate.from(from), count);
}

async function calendarOf({ law }: Pick<Services, 'law'>, key: string): Promise<Calendar> {
  const calendar = await law.calendar(key);
  if (!calendar) throw notFound('Calendar');
  return calendar;
}
