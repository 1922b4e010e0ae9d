/**
 * The holidays that a year without an official notice will probably have: those that return on a day of the solar or of the lunar
 * calendar, and the working days off in place of one that falls on the weekly rest (nghỉ bù, BLLĐ Điều 111 k3). The notice may still
 * change them, so whatever is counted with them is provisional.
 */
import type { Bilingual, Calendar } from './calendar.ts';
import { sentence } from './explanation-text.ts';
import { solarDate } from './lunar/lunar-date.ts';

export interface ProvisionalHoliday {
  readonly reason: Bilingual;
  /** the law that it follows from */
  readonly source: string;
}
type Holidays = ReadonlyMap<string, ProvisionalHoliday>;

/** A calendar never changes, so neither do its holidays: worked out once for each year. */
const known = new WeakMap<Calendar, Map<number, Holidays>>();

/** By ISO date. */
export function provisionalHolidays(calendar: Calendar, year: number): Holidays {
  const years = known.get(calendar) ?? new Map<number, Holidays>();
  known.set(calendar, years);
  const found = years.get(year) ?? workOut(calendar, year);
  years.set(year, found);
  return found;
}

interface Holiday {
  readonly day: Temporal.PlainDate;
  readonly reason: Bilingual;
  readonly source: string;
  readonly madeUp: boolean;
}

function workOut(calendar: Calendar, year: number): Holidays {
  const holidays = [...solar(calendar, year), ...lunar(calendar, year)].toSorted((a, b) => Temporal.PlainDate.compare(a.day, b.day));
  const off = new Map(holidays.map(({ day, reason, source }) => [day.toString(), { reason, source }]));
  for (const { day, reason, source, madeUp } of holidays) {
    if (!madeUp || !calendar.weeklyOff.includes(day.dayOfWeek)) continue;
    let instead = day;
    while (off.has(instead.toString()) || calendar.weeklyOff.includes(instead.dayOfWeek)) instead = instead.add({ days: 1 });
    off.set(instead.toString(), { reason: sentence('madeUp', { reason }), source });
  }
  return off;
}

function solar({ annual }: Calendar, year: number): readonly Holiday[] {
  return Object.entries(annual).flatMap(([date, { since, reason, source, madeUp = false }]): readonly Holiday[] => {
    const [month = 0, day = 0] = date.split('-').map(Number);
    if (year < since || (date === '02-29' && !new Temporal.PlainDate(year, 1, 1).inLeapYear)) return [];
    return [{ day: new Temporal.PlainDate(year, month, day), reason, source, madeUp }];
  });
}

function lunar({ lunar: holidays = {} }: Calendar, year: number): readonly Holiday[] {
  return Object.entries(holidays).flatMap(([date, { since, before = 0, days = 1, reason, source, madeUp = false }]): readonly Holiday[] => {
    if (year < since) return [];
    const [month = 0, day = 0] = date.split('-').map(Number);
    const first = solarDate({ year, month, day }).subtract({ days: before });
    return Array.from({ length: days }, (_, at) => ({ day: first.add({ days: at }), reason, source, madeUp }));
  });
}
