/** The sums that a page of statistics shows, of one snapshot and in bounded time. */
import type { Database } from '../connection.ts';
import type { SqlPredicate } from '../contract.ts';
import { countProgress, type CountAsk, type ProgressCount } from './progress-counts.ts';
import { countReturns, medianOfCases, type ProgressReturns, type ProgressTimes } from './progress-times.ts';
import type { ProgressAsk } from './progress-ask.ts';
import { listStepTimes, type StepTimes } from './step-times.ts';
import { withinTime } from './within-time.ts';

/** Milliseconds that one statement may take. */
const MOST_MS = 15_000;

export interface Progress {
  readonly counts: readonly ProgressCount[];
  /** of the period before; its deadlines as they stood at its end */
  readonly before: readonly ProgressCount[];
  readonly times: readonly ProgressTimes[];
  readonly returns: readonly ProgressReturns[];
}
export interface OfTasks {
  readonly counted: SqlPredicate;
  readonly readable: SqlPredicate;
}

/** `tasks`: what of tasks the reader may count and read, where `ask` says it of cases. Throws validation `statisticsTooLarge`. */
export async function findProgressStatistics(db: Database, ask: CountAsk, tasks: OfTasks): Promise<Progress> {
  const { near: _, ...rest } = ask;
  const earlier = { ...rest, scan: ask.before, from: ask.before, end: ask.from, moment: ask.from };
  return await withinTime(db, MOST_MS, async (session) => ({
    counts: await countProgress(session, ask),
    before: await countProgress(session, earlier),
    times: await medianOfCases(session, ask),
    returns: await countReturns(session, { ...ask, ...tasks }),
  }));
}

/** Throws validation `statisticsTooLarge`. */
export const findStepStatistics = async (db: Database, ask: ProgressAsk, now: string): Promise<readonly StepTimes[]> =>
  await withinTime(db, MOST_MS, async (session) => await listStepTimes(session, ask, now));
