/** Timer start events: each occurrence starts one case, however often it is claimed. */
import { TIMER_ACTOR } from '../commands/actors.ts';
import type { Services } from '../commands/contract.ts';
import { crashPoint } from '../commands/crash-point.ts';
import { runCommand } from '../commands/run-command.ts';
import type { ClaimedStart } from '../store/contract.ts';
import { claimStartTimers, completeStartTimer } from '../store/queues/start-timers.ts';
import { laterThan, outlookOf } from './outlook.ts';

const CLAIM_MS = 60_000;
const BATCH = 20;

export async function fireStartTimers(services: Services): Promise<boolean> {
  const now = services.clock();
  const starts = await claimStartTimers(services.db, { now, claimedUntil: laterThan(now, CLAIM_MS), limit: BATCH });
  if (starts.length > 0) crashPoint('startTimersClaimed');
  for (const start of starts) await fireStartTimer(services, start);
  return starts.length === BATCH;
}

async function fireStartTimer(services: Services, start: ClaimedStart): Promise<void> {
  const { definition, node, due } = start;
  const occurrence = new Date(due).toISOString();
  try {
    const outcome = await runCommand(services, TIMER_ACTOR, {
      type: 'startByEvent',
      cause: 'timer',
      definition,
      node,
      occurrence,
      variables: {},
    });
    crashPoint('startTimerFired');
    await completeStartTimer(services.db, start, outcome.next);
    crashPoint('startTimerCompleted');
  } catch (error) {
    if (outlookOf(error) === 'over') return await drop(services, start);
    services.logger.error({ error, start }, 'a timer start event could not start its case; it is tried again');
  }
}

/** Nothing will ever start from it. */
async function drop({ db }: Services, start: ClaimedStart): Promise<void> {
  await completeStartTimer(db, start);
  crashPoint('startTimerDropped');
}
