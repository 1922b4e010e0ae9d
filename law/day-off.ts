/** Which days are worked, as far as the calendar knows, and how sure that is. */
import type { Bilingual, Calendar } from './calendar.ts';
import { provisionalHolidays } from './provisional-holidays.ts';

/** Why a date is off, or undefined on a working day. A weekly rest day without a holiday has no reason of its own. */
export function dayOff(calendar: Calendar, date: Temporal.PlainDate): { readonly reason?: Bilingual } | undefined {
  const special = calendar.days[date.toString()];
  if (special) return special.kind === 'off' ? { reason: special.reason } : undefined;
  const provisional = hasNotice(calendar, date.year) ? undefined : provisionalHolidays(calendar, date.year).get(date.toString());
  if (provisional) return { reason: provisional.reason };
  return calendar.weeklyOff.includes(date.dayOfWeek) ? {} : undefined;
}

export function isWorkingDay(calendar: Calendar, date: Temporal.PlainDate): boolean {
  return dayOff(calendar, date) === undefined;
}

/** The date's year has no official notice, or the day itself is not confirmed. */
export function isUnsettled(calendar: Calendar, date: Temporal.PlainDate): boolean {
  return !hasNotice(calendar, date.year) || calendar.days[date.toString()]?.status === 'unconfirmed';
}

export function hasNotice(calendar: Calendar, year: number): boolean {
  return (calendar.notices[String(year)]?.length ?? 0) > 0;
}
