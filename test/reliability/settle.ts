/** The queues worked off in this process, without waiting: the clock jumps to whatever is due next, leases of the dead included. */
import { newId } from '../../composition/new-id.ts';
import { deliverOutbox } from '../../worker/deliver-outbox.ts';
import { fireStartTimers } from '../../worker/fire-start-timers.ts';
import { fireTimers } from '../../worker/fire-timers.ts';
import { recomputeDeadlines } from '../../worker/recompute-deadlines.ts';
import { runJobs } from '../../worker/run-jobs.ts';
import { HANDLERS } from './handlers.ts';
import type { Office } from './office.ts';

const NEXT = `select min(next_at) as at from (
  select next_at from timer where not parked union all select next_at from job where not parked
  union all select next_at from outbox where not dead union all select next_at from start_timer
  union all select next_at from law_change where done_at is null) q`;

export type Settle = () => Promise<boolean>;

/** One round; false when nothing is left that ever becomes due. */
export function settler({ services, pass }: Office): Settle {
  const worker = { name: newId(), handlers: HANDLERS };
  return async () => {
    await fireStartTimers(services);
    await fireTimers(services);
    await runJobs(services, worker);
    await recomputeDeadlines(services);
    await deliverOutbox(services);
    const { rows } = await services.db.pool.query<{ at: string | null }>(NEXT);
    const at = rows[0]?.at ?? null;
    if (at === null) return false;
    const ahead = Date.parse(at) - Date.parse(services.clock());
    if (ahead > 0) pass(ahead + 1);
    return true;
  };
}
