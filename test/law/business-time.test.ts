import test from 'ava';
import fc from 'fast-check';
import type { Rejection } from '../../errors.ts';
import { addBusinessTime, businessTimeBetween, partOfTerm } from '../../law/business-time.ts';
import { addBusinessDuration } from '../../law/business-duration.ts';
import { calendar } from './fixtures.ts';

const HOUR = 3_600_000;

test('open time skips the noon break, the night and days off', (t) => {
  t.is(addBusinessTime(calendar, '2026-11-20T11:00:00+07:00', HOUR), '2026-11-20T06:30:00Z');
  t.is(addBusinessTime(calendar, '2026-11-20T16:00:00+07:00', 2 * HOUR), '2026-11-23T01:30:00Z');
  t.is(addBusinessTime(calendar, '2026-11-23T17:00:00+07:00', HOUR), '2026-11-25T01:30:00Z');
  t.is(businessTimeBetween(calendar, '2026-11-20T00:00:00+07:00', '2026-11-25T00:00:00+07:00'), 16 * HOUR);
});

test('no open time leaves the start as it is', (t) => {
  t.is(addBusinessTime(calendar, '2026-11-22T11:00:00+07:00', 0), '2026-11-22T04:00:00Z');
});

test('half of a term is half of its open time', (t) => {
  t.is(partOfTerm(calendar, '2026-11-20T07:30:00+07:00', '2026-11-23T07:30:00+07:00', 0.5), '2026-11-20T04:30:00Z');
  t.is(partOfTerm(calendar, '2026-11-21T07:00:00+07:00', '2026-11-21T09:00:00+07:00', 0.5), '2026-11-21T01:00:00Z');
});

test('open time that is added is the open time in between', (t) => {
  const start = fc.integer({ min: 0, max: 500 * 24 * 60 }).map((m) => new Date(Date.UTC(2026, 0, 1) + m * 60_000).toISOString());
  fc.assert(
    fc.property(start, fc.integer({ min: 0, max: 400 * HOUR }), (from, duration) => {
      return businessTimeBetween(calendar, from, addBusinessTime(calendar, from, duration)) === duration;
    }),
  );
  t.pass();
});

for (const duration of [-1, Number.NaN, Number.POSITIVE_INFINITY, 1e15]) {
  test(`a duration of ${duration} is refused`, (t) => {
    t.is(t.throws<Rejection>(() => addBusinessTime(calendar, '2026-11-20T00:00:00Z', duration))?.code, 'law.duration');
  });
}

for (const [start, duration, due] of [
  ['2026-11-20T16:00:00+07:00', 'P1DT4H', '2026-11-25T03:30:00Z'],
  ['2026-11-20T16:00:00+07:00', 'P1D', '2026-11-23T09:00:00Z'],
  ['2026-11-20T16:00:00+07:00', 'PT90M', '2026-11-23T01:00:00Z'],
  ['2026-11-20T16:00:00+07:00', 'PT0S', '2026-11-20T09:00:00Z'],
] as const) {
  test(`${duration} of office time from ${start} end at ${due}`, (t) => {
    t.is(addBusinessDuration(calendar, start, duration), due);
  });
}

for (const duration of ['P1M', 'P1W', '-P1D', 'tomorrow', 'P20000D', '']) {
  test(`'${duration}' is no duration of office time`, (t) => {
    t.is(t.throws<Rejection>(() => addBusinessDuration(calendar, '2026-11-20T00:00:00Z', duration))?.code, 'law.duration');
  });
}
