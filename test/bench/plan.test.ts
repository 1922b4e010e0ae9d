import test from 'ava';
import { percentile } from '../../bench/figures.ts';
import { durableLines } from '../../bench/lines.ts';
import { planOf } from '../../bench/plan.ts';

test('the whole benchmark has 300,000 open cases, a million tasks and timers, and officers with 5,000 candidates each', (t) => {
  const { cases, units, timers, future, openTasks } = planOf(false);
  t.deepEqual({ cases, timers, future, openTasks }, { cases: 300_000, timers: 100_000, future: 1_000_000, openTasks: 1_000_000 });
  t.is(cases / units, 5_000);
});

test('with fewer cases all else shrinks, and never grows with more', (t) => {
  t.like(planOf(false, 30_000), { timers: 10_000, future: 100_000, openTasks: 100_000, units: 6 });
  t.like(planOf(false, 600_000), { timers: 100_000, future: 1_000_000, units: 120 });
  t.throws(() => planOf(false, 500));
});

test('a percentile is the value below which that share lies', (t) => {
  const values = Array.from({ length: 100 }, (_, n) => 100 - n);
  t.is(percentile(values, 0.95), 96);
  t.is(percentile([7], 0.95), 7);
});

test('a ratio below the target is a miss, at the target it is met', (t) => {
  const round = { perSecond: 1, serverCpuUs: undefined, nodeCpuUs: 1 };
  const others = { narrow: { ours: round, ratio: 1 }, wide: { baseline: round, ratio: 1 }, wal: { ours: 1, baseline: 1 } };
  const met = (ratio: number) => durableLines({ ours: round, baseline: round, ...others, ratio })[0]?.met;
  t.deepEqual([met(0.59), met(0.6)], [false, true]);
});
