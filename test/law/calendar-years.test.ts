import test from 'ava';
import { calendarOfYears, yearsOf } from '../../law/calendar-years.ts';
import { computeDeadline } from '../../law/deadline.ts';
import { readCalendar } from '../../law/read-calendar.ts';
import { calendar, morning, parameter } from './fixtures.ts';

const { settings, years } = yearsOf(calendar);

test('a calendar that was kept year by year is the same calendar, and its version names every year', (t) => {
  const joined = calendarOfYears(settings, years.toReversed());
  t.deepEqual({ ...joined, version: calendar.version }, { ...calendar });
  t.is(joined.version, '2026-11-29 2026.1 2027.1');
  t.notThrows(() => readCalendar(JSON.parse(JSON.stringify(joined))));
});

test('a notice that comes in makes the year official, and its deadlines final', (t) => {
  const before = calendarOfYears(
    settings,
    years.map((year) => (year.year === 2027 ? { ...year, notices: [] } : year)),
  );
  t.true(computeDeadline(parameter(), before, morning('2026-12-31')).provisional);
  const after = calendarOfYears(
    settings,
    years.map((year) => (year.year === 2027 ? { ...year, version: 2 } : year)),
  );
  t.like(computeDeadline(parameter(), after, morning('2026-12-31')), { provisional: false, calendarVersion: '2026-11-29 2026.1 2027.2' });
});
