import test from 'ava';
import fc from 'fast-check';
import { isWorkingDay } from '../../law/day-off.ts';
import { computeDeadline, type Deadline } from '../../law/deadline.ts';
import { addWorkingDays, workingDaysBetween } from '../../law/working-days.ts';
import type { Parameter } from '../../law/parameter.ts';
import { calendar, parameter } from './fixtures.ts';

const first = Date.UTC(2025, 11, 1);
const instant = fc.integer({ min: 0, max: 900 * 24 * 60 }).map((minutes) => new Date(first + minutes * 60_000).toISOString());
const date = instant.map((text) => Temporal.PlainDate.from(text.slice(0, 10)));
const unit = fc.constantFrom('calendarDay', 'workingDay', 'week', 'month', 'year' as const);
const term = fc.record({
  value: fc.integer({ min: 0, max: 40 }),
  unit,
  precision: fc.constantFrom('endOfDay', 'clockTime'),
  direction: fc.constantFrom('forward', 'backward'),
  rollForward: fc.boolean(),
}) as fc.Arbitrary<Partial<Parameter>>;
const MOVED_ONTO_MONDAY: Partial<Parameter> = {
  value: 18,
  unit: 'calendarDay',
  precision: 'clockTime',
  direction: 'forward',
  rollForward: true,
};
const due = (terms: Partial<Parameter>, start: string): string => computeDeadline(parameter(terms), calendar, start).due;
const ms = (text: string): number => Date.parse(text);

test('a later event never has an earlier deadline by whole days', (t) => {
  fc.assert(
    fc.property(term, instant, instant, (terms, a, b) => {
      const [early, late] = a < b ? [a, b] : [b, a];
      return ms(due({ ...terms, precision: 'endOfDay' }, early)) <= ms(due({ ...terms, precision: 'endOfDay' }, late));
    }),
  );
  t.pass();
});

// A last day that moved ends with its day (BLDS Điều 148 k5), one that lies there by itself at its clock time: of two terms by the
// clock that come to one day, the shorter may therefore end later on it. Their days keep the order.
test('a longer term never ends earlier, and a longer backward term never later', (t) => {
  fc.assert(
    fc.property(term, instant, fc.integer({ min: 0, max: 10 }), (terms, start, more) => {
      const [short, long] = [terms.value ?? 0, (terms.value ?? 0) + more].map((value) =>
        computeDeadline(parameter({ ...terms, value }), calendar, start),
      ) as [Deadline, Deadline];
      const byDay = terms.precision === 'clockTime' && terms.rollForward;
      const [shorter, longer] = [short, long].map((one) => (byDay ? ms(one.localDate) : ms(one.due))) as [number, number];
      return terms.direction === 'backward' ? longer <= shorter : longer >= shorter;
    }),
    { examples: [[MOVED_ONTO_MONDAY, '2026-10-19T17:00:00Z', 2]] },
  );
  t.pass();
});

test('a deadline that moves never lies on a day off, and moves only to the nearest working day', (t) => {
  fc.assert(
    fc.property(term, instant, (terms, start) => {
      const moved = computeDeadline(parameter({ ...terms, rollForward: true }), calendar, start);
      const last = Temporal.PlainDate.from(moved.localDate);
      const raw = Temporal.PlainDate.from(computeDeadline(parameter({ ...terms, rollForward: false }), calendar, start).localDate);
      const between = Math.abs(workingDaysBetween(calendar, raw, last));
      return isWorkingDay(calendar, last) && between <= 1 && (between === 0) === raw.equals(last);
    }),
  );
  t.pass();
});

test('working days counted forward and then back come to the same working day', (t) => {
  fc.assert(
    fc.property(date, fc.integer({ min: 1, max: 60 }), (day, n) => {
      const there = addWorkingDays(calendar, day, n);
      const back = addWorkingDays(calendar, there, -n);
      const expected = isWorkingDay(calendar, day) ? day : addWorkingDays(calendar, day, -1);
      return back.equals(expected) && workingDaysBetween(calendar, day, there) === n && workingDaysBetween(calendar, there, back) === -n;
    }),
  );
  t.pass();
});

test('the last day on which a backward term can be kept still leaves the whole term', (t) => {
  fc.assert(
    fc.property(date, fc.integer({ min: 1, max: 30 }), (end, n) => {
      const latest = computeDeadline(parameter({ value: n, direction: 'backward' }), calendar, `${end.toString()}T02:00:00Z`).localDate;
      const days = workingDaysBetween(calendar, Temporal.PlainDate.from(latest), end);
      return days >= n - 1 && days <= n;
    }),
  );
  t.pass();
});

test('a term by the clock keeps the clock time of the event, unless it began or would end on a day off', (t) => {
  fc.assert(
    fc.property(term, instant, (terms, start) => {
      const { due: end, localDate } = computeDeadline(parameter({ ...terms, precision: 'clockTime' }), calendar, start);
      const began = Temporal.Instant.from(start).toZonedDateTimeISO(calendar.zone).toPlainDate();
      const raw = computeDeadline(parameter({ ...terms, rollForward: false }), calendar, start).localDate;
      const free = raw !== localDate || (terms.unit === 'workingDay' && !isWorkingDay(calendar, began));
      return free || ms(end) % 86_400_000 === ms(start) % 86_400_000;
    }),
  );
  t.pass();
});

test('a later event never has an earlier deadline in working days by the clock', (t) => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 20 }),
      fc.constantFrom('forward', 'backward' as const),
      instant,
      instant,
      (value, direction, a, b) => {
        const [early, late] = a < b ? [a, b] : [b, a];
        const terms: Partial<Parameter> = { value: value + 1, unit: 'workingDay', precision: 'clockTime', direction };
        return ms(due(terms, early)) <= ms(due(terms, late));
      },
    ),
  );
  t.pass();
});
