import test from 'ava';
import { planNodes, REAL_ROUND } from '../../bench/round/plan-nodes.ts';

test('nodes are counted from what a line costs, and there are never fewer than two', (t) => {
  const small = planNodes(REAL_ROUND, { signingMs: 50, evidenceMs: 20, databaseMs: 10, stamps: 3 });
  t.deepEqual([small.serverNodes, small.workerNodes, small.databaseCores], [2, 2, 1]);
  t.is(small.stampHours, 1);
  t.true(small.isEnough);
  const load = { lines: 60_000, days: 1, hoursOfDay: 1, busy: 0.5, stampsPerSecond: 1 };
  const large = planNodes(load, { signingMs: 300, evidenceMs: 150, databaseMs: 60, stamps: 3 });
  t.deepEqual([large.serverNodes, large.workerNodes, large.databaseCores], [10, 5, 2]);
  t.is(large.stampHours, 50);
  t.false(large.isEnough);
});
