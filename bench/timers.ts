/** (d) Many timers that are due in one moment, fired in full; and what looking for due timers costs beside a million future ones. */
import type { Services } from '../commands/contract.ts';
import { claimTimers } from '../store/queues/timers.ts';
import { fireTimers } from '../worker/fire-timers.ts';
import { one, type BenchDatabase } from './bench-database.ts';
import { startTemplate } from './bench-office.ts';
import { cloneCases } from './clone-cases.ts';
import { median } from './figures.ts';

const BATCH = 2;
const POLLS = 300;

export interface TimerFigures {
  readonly timers: number;
  readonly seconds: number;
  readonly perSecond: number;
}

export async function measureTimers({ db }: BenchDatabase, services: Services, timers: number, units: number): Promise<TimerFigures> {
  const { caseId } = await startTemplate(services, 'bench-timers');
  await cloneCases(db, { template: caseId, batch: BATCH, cases: timers, units });
  await db.pool.query('delete from timer where case_id = $1', [caseId]);
  // the template's timer is a second away: it is over by now, however small the load
  await services.wait(1_000);
  await db.pool.query('checkpoint');
  const started = performance.now();
  while (await fireTimers(services));
  const seconds = (performance.now() - started) / 1_000;
  await requireAllFired({ db }, timers);
  return { timers, seconds, perSecond: timers / seconds };
}

async function requireAllFired({ db }: Pick<BenchDatabase, 'db'>, timers: number): Promise<void> {
  const { left, advanced } = await one<{ left: number; advanced: number }>(
    db,
    `select (select count(*)::int from timer) as left,
      (select count(*)::int from process_case c join user_task t on t.case_id = c.id
        where c.id between bench_case($1, 0) and bench_case($1, $2) and c.revision = 2 and t.node = 'after' and t.state = 'open') as advanced`,
    [BATCH, timers],
  );
  if (left !== 0 || advanced !== timers)
    throw new Error(`Expected ${timers} timers fired once: ${left} are left, ${advanced} cases went on.`);
}

export interface PollFigures {
  readonly future: number;
  readonly emptyMs: number;
  readonly futureMs: number;
  readonly ratio: number;
}

export async function measurePoll({ db }: BenchDatabase, future: number): Promise<PollFigures> {
  await db.pool.query('vacuum analyze timer');
  const emptyMs = await pollMs({ db });
  await db.pool.query(
    `insert into timer (case_id, instance, node, due_at, next_at)
     select bench_case(3, n), 1, 'wait', at, at from (select n, now() + interval '1 hour' + n * interval '1 second' as at from generate_series(1, $1::int) n) f`,
    [future],
  );
  await db.pool.query('vacuum analyze timer');
  const futureMs = await pollMs({ db });
  await db.pool.query('truncate timer');
  return { future, emptyMs, futureMs, ratio: futureMs / emptyMs };
}

async function pollMs({ db }: Pick<BenchDatabase, 'db'>): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < POLLS; n++) {
    const now = new Date();
    const at = performance.now();
    const due = await claimTimers(db, { now: now.toISOString(), claimedUntil: new Date(now.getTime() + 60_000).toISOString(), limit: 200 });
    times.push(performance.now() - at);
    if (due.length > 0) throw new Error('Expected no timer to be due.');
  }
  return median(times);
}
