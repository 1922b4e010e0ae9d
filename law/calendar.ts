/**
 * The working calendar of state agencies: which days are off, which Saturdays are worked, and how sure that is. Data only:
 * no clock, no zone of the machine. A year without an official notice is provisional, and so is every deadline that meets it.
 */

import { provisionalHolidays } from './provisional-holidays.ts';

export interface Bilingual {
  readonly vi: string;
  readonly en: string;
}

/** A day that differs from its weekday. `unconfirmed`: known only from the press or from a general rule of the law. */
export interface CalendarDay {
  readonly kind: 'off' | 'working';
  readonly reason: Bilingual;
  readonly source: string;
  readonly status: 'official' | 'unconfirmed';
}

/** A holiday that returns every year on the same date; used only in years that have no official notice yet. */
export interface AnnualHoliday {
  /** first year */
  readonly since: number;
  readonly reason: Bilingual;
  readonly source: string;
  /** on the weekly rest, it moves to the next working day (nghỉ bù) */
  readonly madeUp?: boolean;
}

/** A holiday of the lunar calendar, by the rules of UTC+7; used only in years that have no official notice yet. */
export interface LunarHoliday extends AnnualHoliday {
  /** days off before the lunar day itself; 0 where it does not say */
  readonly before?: number;
  /** days off in a row, the first ones counted; 1 where it does not say */
  readonly days?: number;
}

/** Office hours of a working day, local clock times "HH:MM", in order and without overlap. */
export interface OfficeHours {
  readonly from: string;
  readonly to: string;
}

export interface Calendar {
  readonly key: string;
  readonly version: string;
  /** IANA name; the law's clock, never the machine's */
  readonly zone: string;
  /** ISO weekdays off, 1 (Monday) to 7 (Sunday) */
  readonly weeklyOff: readonly number[];
  readonly office: readonly OfficeHours[];
  /** by ISO date */
  readonly days: Readonly<Record<string, CalendarDay>>;
  /** by "MM-DD" */
  readonly annual: Readonly<Record<string, AnnualHoliday>>;
  /** by lunar "MM-DD"; none in calendars of before */
  readonly lunar?: Readonly<Record<string, LunarHoliday>>;
  /** by year: the documents that fixed its holidays */
  readonly notices: Readonly<Record<string, readonly string[]>>;
}

/** Why a date is off, or undefined on a working day. A weekly rest day without a holiday has no reason of its own. */
export function dayOff(calendar: Calendar, date: Temporal.PlainDate): { readonly reason?: Bilingual } | undefined {
  const special = calendar.days[date.toString()];
  if (special) return special.kind === 'off' ? { reason: special.reason } : undefined;
  const provisional = hasNotice(calendar, date.year) ? undefined : provisionalHolidays(calendar, date.year).get(date.toString());
  if (provisional) return { reason: provisional };
  return calendar.weeklyOff.includes(date.dayOfWeek) ? {} : undefined;
}

export function isWorkingDay(calendar: Calendar, date: Temporal.PlainDate): boolean {
  return dayOff(calendar, date) === undefined;
}

/** The date's year has no official notice, or the day itself is not confirmed. */
export function isUnsettled(calendar: Calendar, date: Temporal.PlainDate): boolean {
  return !hasNotice(calendar, date.year) || calendar.days[date.toString()]?.status === 'unconfirmed';
}

function hasNotice(calendar: Calendar, year: number): boolean {
  return (calendar.notices[String(year)]?.length ?? 0) > 0;
}
