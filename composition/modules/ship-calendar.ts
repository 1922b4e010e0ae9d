/**
 * The working calendar that comes with the product: put in place where there is none. Where there is one, another record of a year
 * is a proposal, and the settings (weekly rest, office hours, holidays of every year) stay as they are. Safe to repeat.
 */
import { createHash } from 'node:crypto';
import { INSTALLER_ACTOR } from '../../commands/actors.ts';
import type { Services } from '../../commands/contract.ts';
import type { Json } from '../../expressions/json.ts';
import type { Calendar } from '../../law/calendar.ts';
import { yearsOf, type CalendarYear } from '../../law/calendar-years.ts';
import { findCalendarRecords, installCalendar, type CalendarRecords } from '../../store/repositories/calendars.ts';
import { calendarChange } from './calendar-change.ts';
import type { LawState } from './law-state.ts';
import { proposeLaw } from './propose-law.ts';

/** One state for the settings, and one for each year. */
export async function shipCalendar(services: Services, calendar: Calendar): Promise<readonly LawState[]> {
  const { db, clock } = services;
  const { settings, years } = yearsOf(calendar);
  const { key, version } = calendar;
  const records = years.map((year) => ({ ...year, days: year.days as unknown as Json }));
  const whole = { key, version, settings: settings as unknown as Json, years: records };
  const name = (year: CalendarYear): string => `${year.year}.${year.version}`;
  if (await installCalendar(db, whole, INSTALLER_ACTOR.account, clock()))
    return [version, ...years.map(name)].map((one) => ({ key, version: one, state: 'new' }));
  const known = await findCalendarRecords(db, key);
  const states: LawState[] = [{ key, version, state: known?.version === version ? 'unchanged' : 'different' }];
  for (const year of years) states.push({ key, version: name(year), ...(await shipYear(services, key, year, known?.years ?? [])) });
  return states;
}

const UNCONFIRMED = {
  code: 'calendarUnconfirmed',
  message: 'Expected the official notice of the year: days that are not confirmed cannot be proposed.',
};
const OF_RECORD = {
  active: 'unchanged',
  superseded: 'unchanged',
  proposed: 'proposed',
  rejected: 'declined',
  withdrawn: 'declined',
} as const;

async function shipYear(
  services: Services,
  key: string,
  year: CalendarYear,
  known: CalendarRecords['years'],
): Promise<Pick<LawState, 'state' | 'reason'>> {
  const content = contentOf(year);
  const same = known.findLast((record) => record.year === year.year && contentOf(record as unknown as CalendarYear) === content);
  if (same) return { state: OF_RECORD[same.status] };
  if (year.notices.length === 0 || year.days.some(({ status }) => status !== 'official')) return { state: 'refused', reason: UNCONFIRMED };
  const sha256 = createHash('sha256').update(content).digest('hex');
  return await proposeLaw(
    services,
    { release: `release:calendar:${key}:${year.year}:${sha256}`, change: calendarChange(key, year) },
    false,
  );
}

/** What the notice says, without how sure we were of it. */
function contentOf({ notices, days }: Pick<CalendarYear, 'notices' | 'days'>): string {
  const inOrder = days.toSorted((a, b) => (a.date < b.date ? -1 : 1));
  return JSON.stringify([notices, inOrder.map(({ date, kind, reason: { vi, en }, source }) => [date, kind, vi, en, source])]);
}
