/** What the page of statistics makes of months and numbers. */
import test from 'ava';
import { daysOf, monthAgo, shownMonth, usualPeriods } from '../../web/src/statistics/months.ts';
import { percent, share, signed, tenth, whole } from '../../web/src/statistics/numbers.ts';
import { counted, readStatisticsFilters } from '../../web/src/statistics/statistics-filters.ts';
import { groupsOf, sumOf } from '../../web/src/statistics/sums.ts';
import { ticksOf } from '../../web/src/statistics/ticks.ts';

const NOW = Date.parse('2026-11-30T20:00:00Z');

test('months are those of Vietnam, where it is December already', (t) => {
  t.is(monthAgo(NOW, 0), '2026-12');
  t.is(monthAgo(NOW, 12), '2025-12');
  t.is(monthAgo(NOW, 11), '2026-01');
  t.deepEqual(usualPeriods(NOW), {
    month: { tu: '2026-12', den: '2026-12' },
    quarter: { tu: '2026-10', den: '2026-12' },
    year: { tu: '2026-01', den: '2026-12' },
  });
  t.deepEqual(daysOf({ tu: '2028-02', den: '2028-02' }), { from: '2028-02-01', to: '2028-02-29' });
  t.is(shownMonth('2026-11'), '11/2026');
});

test('an address that means no period is that of this year so far', (t) => {
  t.deepEqual(counted(readStatisticsFilters({ tu: '2026-13', den: 'x', donvi: 'a b', thutuc: '' }), NOW), {
    tu: '2026-01',
    den: '2026-12',
  });
  t.deepEqual(counted(readStatisticsFilters({ den: '2025-03', donvi: 'cuc.hanoi' }), NOW), {
    tu: '2025-01',
    den: '2025-03',
    donvi: 'cuc.hanoi',
  });
});

test('numbers are written as in Vietnam; a share of nothing is none', (t) => {
  t.deepEqual([whole(4862), tenth(3.44), signed(-18), signed(0.6), percent(94.56)], ['4.862', '3,4', '-18', '+0,6', '94,6%']);
  t.is(share(1, 0), undefined);
  t.is(percent(undefined), '—');
});

test('the axis of a chart has round numbers, and reaches the largest', (t) => {
  for (const most of [0, 1, 3, 7, 10, 12, 99, 101, 4_862]) {
    const ticks = ticksOf(most);
    t.true((ticks.at(-1) ?? 0) >= most && ticks.length <= 6 && ticks.length >= 2, `${most}: ${ticks.join()}`);
  }
});

test('cells are summed by unit and procedure, those with the most that runs first', (t) => {
  const cell = (unitPath: string, procedure: string, running: number) => ({
    unitPath,
    procedure,
    opening: 1,
    received: 2,
    onTime: 3,
    late: 0,
    stopped: 0,
    running,
    near: 0,
    overdue: 1,
  });
  const cells = [cell('a', 'x', 1), cell('b', 'x', 5), cell('a', 'y', 1)];
  t.deepEqual(
    groupsOf(cells, 'unitPath').map(({ id, sums }) => [id, sums.running, sums.overdue]),
    [
      ['b', 5, 1],
      ['a', 2, 2],
    ],
  );
  t.like(sumOf(cells), { opening: 3, received: 6, onTime: 9, running: 7 });
  t.is(sumOf([]).running, 0);
});
