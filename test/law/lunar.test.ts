/** The lunar calendar of UTC+7 against dates that were published for Vietnam. */
import test from 'ava';
import fc from 'fast-check';
import type { Rejection } from '../../errors.ts';
import { lunarDay, solarDate } from '../../law/lunar/lunar-date.ts';

const TET: Readonly<Record<number, string>> = {
  1968: '1968-01-29',
  1985: '1985-01-21',
  2007: '2007-02-17',
  2020: '2020-01-25',
  2021: '2021-02-12',
  2022: '2022-02-01',
  2023: '2023-01-22',
  2024: '2024-02-10',
  2025: '2025-01-29',
  2026: '2026-02-17',
  2027: '2027-02-06',
  2028: '2028-01-26',
  2029: '2029-02-13',
  2030: '2030-02-02',
  2031: '2031-01-23',
  2032: '2032-02-11',
  2033: '2033-01-31',
  2034: '2034-02-19',
  2035: '2035-02-08',
};
const HUNG_KINGS: Readonly<Record<number, string>> = {
  2020: '2020-04-02',
  2021: '2021-04-21',
  2022: '2022-04-10',
  2023: '2023-04-29',
  2024: '2024-04-18',
  2025: '2025-04-07',
  2026: '2026-04-26',
  2027: '2027-04-16',
  2028: '2028-04-04',
  2029: '2029-04-23',
  2030: '2030-04-12',
};

test('Tết falls on the published days, also where Vietnam and China differ (1968, 1985, 2007, 2030)', (t) => {
  for (const [year, date] of Object.entries(TET)) t.is(solarDate({ year: Number(year), month: 1, day: 1 }).toString(), date);
});

test('the day of the Hùng Kings, 10/3, falls on the published days', (t) => {
  for (const [year, date] of Object.entries(HUNG_KINGS)) t.is(solarDate({ year: Number(year), month: 3, day: 10 }).toString(), date);
});

test('leap months are where the almanac has them', (t) => {
  t.is(solarDate({ year: 2023, month: 2, day: 1, leap: true }).toString(), '2023-03-22');
  t.is(solarDate({ year: 2025, month: 6, day: 1, leap: true }).toString(), '2025-07-25');
  t.is(solarDate({ year: 2020, month: 4, day: 1, leap: true }).toString(), '2020-05-23');
  t.deepEqual(lunarDay(Temporal.PlainDate.from('2025-07-25')), { year: 2025, month: 6, day: 1, leap: true });
  t.is(t.throws<Rejection>(() => solarDate({ year: 2026, month: 6, day: 1, leap: true }))?.code, 'law.lunarDate');
});

test('the last day of the lunar year is the day before Tết', (t) => {
  t.deepEqual(lunarDay(Temporal.PlainDate.from('2026-02-16')), { year: 2025, month: 12, day: 29 });
  t.deepEqual(lunarDay(Temporal.PlainDate.from('2027-02-05')), { year: 2026, month: 12, day: 29 });
  t.deepEqual(lunarDay(Temporal.PlainDate.from('2024-02-09')), { year: 2023, month: 12, day: 30 });
});

test('every day has one lunar day, and it leads back', (t) => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 72_000 }), (days) => {
      const date = new Temporal.PlainDate(1950, 1, 1).add({ days });
      return solarDate(lunarDay(date)).equals(date);
    }),
    { numRuns: 500 },
  );
  t.pass();
});

test('a day that a month does not have is refused', (t) => {
  for (const day of [
    { year: 2026, month: 13, day: 1 },
    { year: 2026, month: 1, day: 31 },
    { year: 2300, month: 1, day: 1 },
  ])
    t.is(t.throws<Rejection>(() => solarDate(day))?.code, 'law.lunarDate');
});
