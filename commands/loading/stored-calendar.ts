import type { Calendar } from '../../law/calendar.ts';
import { calendarOfYears, type CalendarSettings, type CalendarYear } from '../../law/calendar-years.ts';
import { readCalendar } from '../../law/read-calendar.ts';
import type { StoredCalendar } from '../../store/repositories/calendars.ts';

/** From the register's records, checked: a calendar that somebody wrote past the product must not count a deadline. */
export function calendarOf({ key, version, settings, years }: StoredCalendar): Calendar {
  const own = { ...(settings as unknown as CalendarSettings), key, version };
  return readCalendar(calendarOfYears(own, years as unknown as readonly CalendarYear[]));
}
