/** Jobs with an effect outside, recorded by job key as an outside system with idempotency keys would. */
import { runCommand } from '../../commands/run-command.ts';
import type { Services } from '../../commands/contract.ts';
import type { ClaimedJob } from '../../store/contract.ts';
import type { JobHandler } from '../../worker/job-handler.ts';
import { SUPERVISOR } from './office.ts';

/** How often the outside was asked under this key, this time included. */
async function called({ db }: Services, { key }: ClaimedJob): Promise<number> {
  const { rows } = await db.pool.query<{ calls: number }>(
    'insert into side_effect values ($1, 1) on conflict (key) do update set calls = side_effect.calls + 1 returning calls',
    [key],
  );
  return rows[0]?.calls ?? 0;
}

const FAILING_CALLS = 2;

export const HANDLERS: ReadonlyMap<string, JobHandler> = new Map<string, JobHandler>([
  [
    'test.effect',
    async (services, job) => {
      await called(services, job);
      return { variables: {} };
    },
  ],
  [
    'test.flaky',
    async (services, job) => {
      if ((await called(services, job)) <= FAILING_CALLS) throw new Error('the outside does not answer');
      return { variables: {} };
    },
  ],
  [
    // somebody suspends the case while its job is under way
    'test.held',
    async (services, job) => {
      await called(services, job);
      const { caseId } = job;
      await runCommand(services, SUPERVISOR, { type: 'suspendCase', caseId, reason: 'chờ' }, { idempotencyKey: `held:${job.key}` });
      return { variables: {} };
    },
  ],
]);
