/** A calendar as people look it up: the days of a year with their sources and lunar days, and so many working days in words. */
import test from 'ava';
import { yearOfCalendar } from '../../law/calendar-year-view.ts';
import vn from '../../law/calendars/vn.json' with { type: 'json' };
import { explainWorkingDays } from '../../law/explain-working-days.ts';
import { readCalendar } from '../../law/read-calendar.ts';

const calendar = readCalendar(vn);
const on = (date: string): Temporal.PlainDate => Temporal.PlainDate.from(date);

test('a year with a notice shows what the notice says, days off and days worked instead, each with its source', (t) => {
  const year = yearOfCalendar(calendar, 2026);
  t.like(year, { year: 2026, provisional: false });
  t.true(year.notices.length > 0);
  t.like(
    year.days.find(({ date }) => date === '2026-08-22'),
    { kind: 'working', reason: { vi: 'Làm bù ngày 31/8/2026' }, status: 'official' },
  );
  t.deepEqual(
    year.days,
    year.days.toSorted((a, b) => (a.date < b.date ? -1 : 1)),
  );
  t.true(year.days.every(({ source }) => source !== ''));
  t.deepEqual(year.days.find(({ date }) => date === '2026-02-17')?.lunar, { year: 2026, month: 1, day: 1 });
});

test('what a notice does not confirm is told apart', (t) => {
  const { days } = yearOfCalendar(calendar, 2027);
  t.deepEqual(
    days.filter(({ status }) => status === 'unconfirmed').map(({ date }) => date),
    ['2027-04-16', '2027-05-03'],
  );
});

test('a year without a notice is provisional, and so is each of its days, with the law that it follows from', (t) => {
  const { provisional, notices, days } = yearOfCalendar(calendar, 2028);
  t.true(provisional);
  t.deepEqual(notices, []);
  t.true(days.length > 8);
  t.true(days.every(({ status, source }) => status === 'provisional' && source !== ''));
  const tet = days.find(({ date }) => date === '2028-01-26');
  t.like(tet, { reason: { vi: 'Tết Nguyên đán' }, lunar: { year: 2028, month: 1, day: 1 } });
});

test('working days are counted over Tết, and what was passed over is told', (t) => {
  const counted = explainWorkingDays(calendar, on('2027-02-03'), 2);
  // off from Thursday 4 to Wednesday 10 February
  t.is(counted.day, '2027-02-12');
  t.false(counted.provisional);
  t.is(counted.passed.length, 7);
  t.like(counted.passed[0], { date: '2027-02-04', reason: { vi: 'Tết Nguyên đán' } });
  t.is(
    counted.explanation.vi,
    '02 ngày làm việc kể từ Thứ Tư 03/02/2027, không tính ngày đầu tiên. Không tính ngày nghỉ: Tết Nguyên đán. Ngày cuối: Thứ Sáu 12/02/2027.',
  );
});

test('counted back, the day itself does not count either, and the weekly rest has no reason of its own', (t) => {
  const counted = explainWorkingDays(calendar, on('2026-12-07'), -1);
  t.is(counted.day, '2026-12-04');
  t.deepEqual(counted.passed, [{ date: '2026-12-05' }, { date: '2026-12-06' }]);
  t.is(counted.explanation.vi, '01 ngày làm việc trước Thứ Hai 07/12/2026, không tính ngày đó. Ngày cuối: Thứ Sáu 04/12/2026.');
});

test('over a year without a notice the count is provisional, and says so', (t) => {
  const counted = explainWorkingDays(calendar, on('2027-12-30'), 5);
  t.true(counted.provisional);
  t.regex(counted.explanation.vi, /Tạm tính/);
  t.regex(counted.explanation.en, /Provisional/);
});
