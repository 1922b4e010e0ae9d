import test from 'ava';
import type { Rejection } from '../../errors.ts';
import { computeDeadline } from '../../law/deadline.ts';
import type { Parameter } from '../../law/parameter.ts';
import { calendar, morning, parameter } from './fixtures.ts';

const working = (value: number): Partial<Parameter> => ({ value, unit: 'workingDay' });
const days = (value: number): Partial<Parameter> => ({ value, unit: 'calendarDay' });
const before = (term: Partial<Parameter>): Partial<Parameter> => ({ ...term, direction: 'backward' });

const VECTORS: readonly (readonly [start: string, term: Partial<Parameter>, due: string])[] = [
  ['2026-02-12', working(3), '2026-02-24'],
  ['2026-02-13', working(1), '2026-02-23'],
  ['2026-01-08', working(3), '2026-01-12'],
  ['2026-04-24', working(3), '2026-05-04'],
  ['2026-08-21', working(1), '2026-08-22'],
  ['2026-08-20', working(3), '2026-08-24'],
  ['2026-08-28', working(3), '2026-09-07'],
  ['2026-11-23', working(1), '2026-11-25'],
  ['2026-12-31', working(1), '2027-01-04'],
  ['2027-02-03', working(3), '2027-02-15'],
  ['2026-02-10', days(7), '2026-02-23'],
  ['2026-02-06', days(7), '2026-02-13'],
  ['2026-04-20', days(7), '2026-04-28'],
  ['2026-08-24', days(7), '2026-09-03'],
  ['2026-08-15', days(7), '2026-08-22'],
  ['2026-11-17', days(7), '2026-11-25'],
  ['2027-01-26', days(15), '2027-02-11'],
  ['2026-09-07', before(working(5)), '2026-08-26'],
  ['2026-09-07', before(working(7)), '2026-08-24'],
  ['2027-02-24', before(days(7)), '2027-02-17'],
  ['2026-04-30', before(days(20)), '2026-04-10'],
];

for (const [start, term, due] of VECTORS) {
  const { value, unit, direction = 'forward' } = term;
  test(`${value} ${unit} ${direction} from ${start} end with ${due}`, (t) => {
    const deadline = computeDeadline(parameter(term), calendar, morning(start));
    t.is(deadline.localDate, due);
    t.is(deadline.due, `${due}T17:00:00Z`);
    t.false(deadline.provisional);
  });
}

test('24 hours run through Tết by the clock', (t) => {
  const hours = parameter({ value: 24, unit: 'hour', precision: 'clockTime', rollForward: false });
  const deadline = computeDeadline(hours, calendar, '2026-02-14T09:00:00+07:00');
  t.is(deadline.due, '2026-02-15T02:00:00Z');
  t.is(deadline.localDate, '2026-02-15');
});

const DATES: readonly (readonly [start: string, term: Partial<Parameter>, due: string])[] = [
  ['2026-01-31', { value: 1, unit: 'month' }, '2026-02-28'],
  ['2028-01-31', { value: 1, unit: 'month' }, '2028-02-29'],
  ['2026-08-31', { value: 1, unit: 'month' }, '2026-09-30'],
  ['2028-02-29', { value: 1, unit: 'year' }, '2029-02-28'],
  ['2024-02-29', { value: 4, unit: 'year' }, '2028-02-29'],
  ['2026-03-31', { value: 1, unit: 'month', direction: 'backward' }, '2026-02-28'],
  ['2026-12-31', { value: 2, unit: 'week' }, '2027-01-14'],
  ['2026-02-10', { value: 7, unit: 'calendarDay' }, '2026-02-17'],
  ['2026-02-10', { value: 0, unit: 'calendarDay' }, '2026-02-10'],
];
for (const [start, term, due] of DATES) {
  test(`without moving, ${term.value} ${term.unit} ${term.direction ?? 'forward'} from ${start} end with ${due}`, (t) => {
    t.is(computeDeadline(parameter({ ...term, rollForward: false }), calendar, morning(start)).localDate, due);
  });
}

test('a backward term whose last day is off ends on the working day before', (t) => {
  t.is(computeDeadline(parameter(before(days(7))), calendar, morning('2026-02-24')).localDate, '2026-02-13');
});

test('a month that ends on a holiday moves to the next working day', (t) => {
  t.is(computeDeadline(parameter({ value: 1, unit: 'month' }), calendar, morning('2026-10-24')).localDate, '2026-11-25');
});

test('one working day by the clock ends at the same time of the next working day', (t) => {
  const deadline = computeDeadline(parameter({ ...working(1), precision: 'clockTime' }), calendar, '2026-11-23T16:45:00+07:00');
  t.is(deadline.due, '2026-11-25T09:45:00Z');
});

test('a term in working days by the clock that begins on a day off ends with a whole working day', (t) => {
  const term = parameter({ ...working(1), precision: 'clockTime' });
  for (const sunday of ['2026-11-22T06:00:00+07:00', '2026-11-21T23:00:00+07:00']) {
    const deadline = computeDeadline(term, calendar, sunday);
    t.like(deadline, { due: '2026-11-23T17:00:00Z', localDate: '2026-11-23' });
    t.true(deadline.explanation.vi.includes('Hạn: 24:00 Thứ Hai 23/11/2026'));
  }
});

test('a term by the clock that would end on a day off ends with the next working day', (t) => {
  const deadline = computeDeadline(parameter({ ...days(1), precision: 'clockTime' }), calendar, '2026-11-20T08:00:00+07:00');
  t.is(deadline.due, '2026-11-23T17:00:00Z');
});

test('the day of an event is the day in Việt Nam, not in UTC', (t) => {
  t.is(computeDeadline(parameter(working(1)), calendar, '2026-11-22T18:00:00Z').localDate, '2026-11-25');
  t.is(computeDeadline(parameter(working(1)), calendar, '2026-11-22T16:59:59Z').localDate, '2026-11-23');
});

test('what arrives after hours counts as received when the office next opens', (t) => {
  const term = parameter({ ...working(1), receipt: 'officeHours' });
  t.is(computeDeadline(term, calendar, '2026-11-20T17:00:00+07:00').localDate, '2026-11-23');
  const late = computeDeadline(term, calendar, '2026-11-20T17:01:00+07:00');
  t.is(late.localDate, '2026-11-25');
  t.true(late.explanation.vi.includes('ngoài giờ làm việc'));
});

test('a year without official notice makes the deadline provisional, unless no working day is counted', (t) => {
  t.true(computeDeadline(parameter(working(3)), calendar, morning('2027-12-30')).provisional);
  t.true(computeDeadline(parameter(days(7)), calendar, morning('2027-12-30')).provisional);
  t.false(computeDeadline(parameter({ ...days(7), rollForward: false }), calendar, morning('2027-12-30')).provisional);
});

test('a receipt that waited for the office in a year without notice makes the deadline provisional', (t) => {
  const term = { ...days(7), rollForward: false };
  t.true(computeDeadline(parameter({ ...term, receipt: 'officeHours' }), calendar, morning('2028-04-30')).provisional);
  t.false(computeDeadline(parameter({ ...term, receipt: 'officeHours' }), calendar, morning('2026-04-30')).provisional);
});

test('an unconfirmed holiday makes the deadline provisional', (t) => {
  const deadline = computeDeadline(parameter(working(1)), calendar, morning('2027-04-15'));
  t.is(deadline.localDate, '2027-04-19');
  t.true(deadline.provisional);
});

test('fixed holidays hold in a year that has no notice yet', (t) => {
  t.is(computeDeadline(parameter(working(1)), calendar, morning('2030-04-29')).localDate, '2030-05-02');
});

const SUPPLEMENT = [{ requested: morning('2026-03-04'), received: morning('2026-03-11') }];
for (const [onSupplement, due] of [
  ['restart', '2026-03-18'],
  ['suspend', '2026-03-16'],
  ['continue', '2026-03-09'],
] as const) {
  test(`a supplement makes a term ${onSupplement}`, (t) => {
    t.is(computeDeadline(parameter({ ...days(7), onSupplement }), calendar, morning('2026-03-02'), SUPPLEMENT).localDate, due);
  });
}

test('a suspended term in working days stands still for the working days of the wait', (t) => {
  const term = parameter({ ...working(3), onSupplement: 'suspend' });
  const wait = [{ requested: morning('2026-02-13'), received: morning('2026-02-23') }];
  t.is(computeDeadline(term, calendar, morning('2026-02-12'), wait).localDate, '2026-02-25');
});

test('supplements out of order are refused', (t) => {
  const wait = [{ requested: morning('2026-03-01'), received: morning('2026-03-11') }];
  const error = t.throws<Rejection>(() => computeDeadline(parameter(), calendar, morning('2026-03-02'), wait));
  t.is(error?.code, 'law.supplements');
});

for (const start of ['2026-02-30T00:00:00Z', '2026-02-20', '2026-02-20T09:00:00', 'soon', '']) {
  test(`'${start}' is no instant to count from`, (t) => {
    t.is(t.throws<Rejection>(() => computeDeadline(parameter(), calendar, start))?.code, 'law.instant');
  });
}

test('a term beyond the range of dates is refused, not a defect', (t) => {
  const far = parameter({ value: 10_000, unit: 'year', rollForward: false });
  t.is(t.throws<Rejection>(() => computeDeadline(far, calendar, '+275000-01-01T00:00:00Z'))?.code, 'law.instant');
});

test('a deadline names its parameter, its calendar and the way it was counted, in both languages', (t) => {
  const { explanation, ...deadline } = computeDeadline(parameter(working(3)), calendar, morning('2026-02-12'));
  t.deepEqual(deadline, {
    due: '2026-02-24T17:00:00Z',
    localDate: '2026-02-24',
    provisional: false,
    parameter: 'hoan.send',
    parameterVersion: '1',
    calendarVersion: '2026-11-29',
  });
  t.is(
    explanation.vi,
    '03 ngày làm việc kể từ Thứ Năm 12/02/2026, không tính ngày đầu tiên. Không tính ngày nghỉ: Tết Nguyên đán. ' +
      'Hạn: 24:00 Thứ Ba 24/02/2026. Căn cứ L41 Đ24k3; tham số hoan.send, bản 1; lịch vn, bản 2026-11-29.',
  );
  t.true(explanation.en.startsWith('03 working day(s) from Thursday 12/02/2026'));
});

test('every text of an explanation is filled in', (t) => {
  const terms: Partial<Parameter>[] = [
    working(1),
    days(7),
    before(days(7)),
    { ...days(7), onSupplement: 'suspend' },
    { ...days(7), onSupplement: 'restart' },
  ];
  for (const term of [...terms, { ...working(1), receipt: 'officeHours' } as const]) {
    const wait = term.onSupplement ? SUPPLEMENT : [];
    const { vi, en } = computeDeadline(parameter(term), calendar, '2026-02-28T20:00:00+07:00', wait).explanation;
    t.notRegex(vi + en, /[{}]|undefined/);
  }
});
