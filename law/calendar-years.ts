/** A calendar as the register keeps it: what holds every year, and one versioned record for each year. */
import type { Calendar, CalendarDay } from './calendar.ts';

export type CalendarSettings = Omit<Calendar, 'days' | 'notices'>;

export interface CalendarYear {
  readonly year: number;
  /** version of this year's record */
  readonly version: number;
  /** the official notices of the year; none while it is provisional */
  readonly notices: readonly string[];
  readonly days: readonly (CalendarDay & { readonly date: string })[];
}

export function yearsOf({ days, notices, ...settings }: Calendar): {
  readonly settings: CalendarSettings;
  readonly years: readonly CalendarYear[];
} {
  const numbers = new Set([...Object.keys(notices), ...Object.keys(days).map((date) => date.slice(0, 4))].map(Number));
  const years = [...numbers]
    .toSorted((a, b) => a - b)
    .map((year) => ({
      year,
      version: 1,
      notices: notices[String(year)] ?? [],
      days: Object.entries(days).flatMap(([date, day]) => (date.startsWith(`${year}-`) ? [{ date, ...day }] : [])),
    }));
  return { settings, years };
}

/** The version names every record, so that a deadline can say exactly which days it was counted with: `2026-10-02 2026.1 2027.2`. */
export function calendarOfYears(settings: CalendarSettings, years: readonly CalendarYear[]): Calendar {
  const inOrder = years.toSorted((a, b) => a.year - b.year);
  return {
    ...settings,
    version: [settings.version, ...inOrder.map(({ year, version }) => `${year}.${version}`)].join(' '),
    days: Object.fromEntries(inOrder.flatMap(({ days }) => days.map(({ date, ...day }) => [date, day]))),
    notices: Object.fromEntries(inOrder.flatMap(({ year, notices }) => (notices.length > 0 ? [[String(year), notices]] : []))),
  };
}

/** A calendar's version, taken apart again. */
export function versionParts(version: string): { readonly settings: string; readonly years: ReadonlyMap<number, number> } {
  const words = version.split(' ');
  const first = words.findIndex((_, i) => words.slice(i).every((word) => /^\d{4}\.\d+$/.test(word)));
  const records = first < 0 ? [] : words.slice(first).map((word) => word.split('.').map(Number) as [number, number]);
  return { settings: words.slice(0, first < 0 ? words.length : first).join(' '), years: new Map(records) };
}
