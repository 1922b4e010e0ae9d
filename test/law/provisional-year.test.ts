/** Years without an official notice: Tết and Giỗ Tổ by the lunar calendar, days off in place of those on the weekly rest. */
import test from 'ava';
import type { Rejection } from '../../errors.ts';
import { dayOff, isUnsettled, isWorkingDay } from '../../law/day-off.ts';
import vn from '../../law/calendars/vn.json' with { type: 'json' };
import { computeDeadline } from '../../law/deadline.ts';
import { readCalendar } from '../../law/read-calendar.ts';
import { calendar, morning, parameter } from './fixtures.ts';

const on = (date: string): Temporal.PlainDate => Temporal.PlainDate.from(date);

for (const [date, reason] of [
  // Tết 2028 is Wednesday 26 January: the last day of the old year and four days of the new one, Saturday made up
  ['2028-01-25', 'Tết Nguyên đán'],
  ['2028-01-28', 'Tết Nguyên đán'],
  ['2028-01-31', 'Nghỉ bù Tết Nguyên đán'],
  ['2028-02-01', undefined],
  ['2028-04-04', 'Giỗ Tổ Hùng Vương'],
  // Saturday 1 January 2028
  ['2028-01-03', 'Nghỉ bù Tết Dương lịch'],
  // Sunday 30 April and Monday 1 May 2028
  ['2028-05-01', 'Quốc tế lao động'],
  ['2028-05-02', 'Nghỉ bù Ngày Chiến thắng'],
  ['2028-05-03', undefined],
  // whether Saturday 24 November 2029 is made up is not known: it is not
  ['2029-11-26', undefined],
  ['2030-02-01', 'Tết Nguyên đán'],
] as const) {
  test(`${date}: ${reason ?? 'a working day'}`, (t) => {
    t.is(dayOff(calendar, on(date))?.reason?.vi, reason);
    t.is(isWorkingDay(calendar, on(date)), reason === undefined);
    t.true(isUnsettled(calendar, on(date)));
  });
}

test('a deadline over a provisional Tết skips it, says so, and is provisional', (t) => {
  const deadline = computeDeadline(parameter(), calendar, morning('2028-01-24'));
  t.is(deadline.localDate, '2028-02-03');
  t.true(deadline.provisional);
  t.regex(deadline.explanation.vi, /Tết Nguyên đán.*Tạm tính/);
});

test('in a year with a notice nothing is guessed', (t) => {
  t.is(dayOff(calendar, on('2026-02-13'))?.reason, undefined);
  t.true(isWorkingDay(calendar, on('2026-02-13')));
});

test('a calendar of before, without lunar days, is read as it was', (t) => {
  const { lunar: _, ...old } = vn;
  const before = readCalendar(old);
  t.is(before.lunar, undefined);
  t.true(isWorkingDay(before, on('2028-01-26')));
});

test('lunar days that cannot be are refused', (t) => {
  const holiday = { since: 2021, reason: { vi: 'x', en: 'x' }, source: 'x' };
  const wrong = { ...vn, lunar: { '13-01': holiday, '01-30': holiday, '01-15': { ...holiday, days: 99 } } };
  const error = t.throws<Rejection>(() => readCalendar(wrong));
  t.deepEqual(
    error?.problems.map(({ path }) => path),
    ['/lunar/13-01', '/lunar/01-30', '/lunar/01-15/days'],
  );
});
