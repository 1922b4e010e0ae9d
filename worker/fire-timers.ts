/** Due timers become commands. A claim hides a timer for a minute; a worker that dies meanwhile loses nothing. */
import { TIMER_ACTOR } from '../commands/actors.ts';
import type { Services } from '../commands/contract.ts';
import { crashPoint } from '../commands/crash-point.ts';
import { runCommand } from '../commands/run-command.ts';
import type { ClaimedTimer } from '../store/contract.ts';
import { claimTimers, dropTimer, rescheduleTimer } from '../store/queues/timers.ts';
import { each } from './each.ts';
import { laterThan, outlookOf, pauseAfter } from './outlook.ts';

const CLAIM_MS = 60_000;
const BATCH = 200;
const WIDTH = 8;

/** One batch; true when there may be more. */
export async function fireTimers(services: Services, batch = BATCH): Promise<boolean> {
  const now = services.clock();
  const timers = await claimTimers(services.db, { now, claimedUntil: laterThan(now, CLAIM_MS), limit: batch });
  if (timers.length > 0) crashPoint('timersClaimed');
  await each(timers, WIDTH, async (timer) => await fireTimer(services, timer));
  return timers.length === batch;
}

async function fireTimer(services: Services, timer: ClaimedTimer): Promise<void> {
  const { caseId, instance, node, due } = timer;
  try {
    await runCommand(services, TIMER_ACTOR, { type: 'fireTimer', caseId, instance, node, due });
    crashPoint('timerFired');
  } catch (error) {
    await putBack(services, timer, error);
  }
}

async function putBack({ db, clock, random, logger }: Services, timer: ClaimedTimer, error: unknown): Promise<void> {
  const outlook = outlookOf(error);
  if (outlook === 'fault') logger.error({ error, timer }, 'a timer could not be fired');
  if (outlook === 'over') await dropTimer(db, timer);
  else await rescheduleTimer(db, timer, laterThan(clock(), pauseAfter(outlook, timer.tries, random)));
  crashPoint('timerPutBack');
}
