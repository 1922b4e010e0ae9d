/** Sums of what was counted, as a page shows them: figures of two periods, months, and cells of unit and procedure. */
import type { Static } from 'typebox';
import type { Measure, ProgressCount } from '../../store/queries/progress-counts.ts';
import type { Progress } from '../../store/queries/progress-statistics.ts';
import type { ProgressStatistics } from '../contract/statistics.ts';
import type { Period } from './period.ts';

type Statistics = Static<typeof ProgressStatistics>;
export type Cell = Statistics['cells'][number];

const MEASURES = ['opening', 'received', 'onTime', 'late', 'stopped', 'running', 'near', 'overdue'] as const satisfies readonly Measure[];

const sum = (counts: readonly ProgressCount[], measure: Measure): number =>
  counts.reduce((total, one) => (one.measure === measure ? total + one.cases : total), 0);

export function summaryOf(found: Progress, period: Period): Omit<Statistics, 'least' | 'at'> {
  const within = found.counts.filter(({ month }) => month === null || month >= period.first);
  return {
    period: figuresOf(within, found, true),
    before: figuresOf(found.before, found, false),
    months: period.months.map((month) => {
      const counts = found.counts.filter((one) => one.month === month);
      return {
        month,
        received: sum(counts, 'received'),
        onTime: sum(counts, 'onTime'),
        late: sum(counts, 'late'),
        stopped: sum(counts, 'stopped'),
      };
    }),
    cells: cellsOf(within),
  };
}

function figuresOf(counts: readonly ProgressCount[], { times, returns }: Progress, current: boolean): Statistics['period'] {
  const median = times.find((one) => one.current === current)?.medianDays ?? undefined;
  const steps = returns.find((one) => one.current === current);
  return {
    running: sum(counts, 'running'),
    overdue: sum(counts, 'overdue'),
    received: sum(counts, 'received'),
    onTime: sum(counts, 'onTime'),
    late: sum(counts, 'late'),
    stopped: sum(counts, 'stopped'),
    ...(median !== undefined && { medianDays: median }),
    stepsDone: steps?.done ?? 0,
    stepsReturned: steps?.returned ?? 0,
  };
}

function cellsOf(counts: readonly ProgressCount[]): Cell[] {
  const groups = Map.groupBy(counts, ({ unitPath, procedure }) => `${unitPath} ${procedure}`);
  return [...groups.values()].flatMap((group) => {
    const [{ unitPath, procedure } = { unitPath: '', procedure: '' }] = group;
    const sums = Object.fromEntries(MEASURES.map((measure) => [measure, sum(group, measure)])) as Record<Measure, number>;
    // what only began and ended before the period has no part in it
    return MEASURES.some((measure) => sums[measure] > 0) ? [{ unitPath, procedure, ...sums }] : [];
  });
}
