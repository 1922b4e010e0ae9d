/** One year of a calendar as people look it up: what differs from the weekday, why, by which document, and on which lunar day it falls. */
import type { Bilingual, Calendar } from './calendar.ts';
import { hasNotice } from './day-off.ts';
import { lunarDay, type LunarDay } from './lunar/lunar-date.ts';
import { provisionalHolidays } from './provisional-holidays.ts';

export interface ShownDay {
  /** ISO date */
  readonly date: string;
  readonly kind: 'off' | 'working';
  readonly reason: Bilingual;
  readonly source: string;
  /** provisional: worked out by the rules of the law, no notice of the year is in */
  readonly status: 'official' | 'unconfirmed' | 'provisional';
  readonly lunar: LunarDay;
}

export interface ShownYear {
  readonly year: number;
  /** it has no official notice yet */
  readonly provisional: boolean;
  readonly notices: readonly string[];
  /** in order */
  readonly days: readonly ShownDay[];
}

/** Throws Rejection `law.lunarDate` where a provisional year is out of the lunar calendar's range. */
export function yearOfCalendar(calendar: Calendar, year: number): ShownYear {
  const days = new Map<string, Omit<ShownDay, 'date' | 'lunar'>>();
  const provisional = !hasNotice(calendar, year);
  if (provisional)
    for (const [date, holiday] of provisionalHolidays(calendar, year))
      if (yearOf(date) === year) days.set(date, { kind: 'off', ...holiday, status: 'provisional' });
  // a day that is on record counts in a year without a notice as well
  for (const [date, day] of Object.entries(calendar.days)) if (yearOf(date) === year) days.set(date, day);
  return {
    year,
    provisional,
    notices: calendar.notices[String(year)] ?? [],
    days: [...days]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([date, { kind, reason, source, status }]) => {
        return { date, kind, reason, source, status, lunar: lunarDay(Temporal.PlainDate.from(date)) };
      }),
  };
}

const yearOf = (date: string): number => Number(date.slice(0, 4));
