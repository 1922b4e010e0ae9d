/** Changes of the law whose day has come: every running deadline they concern is counted again, by a command of its own. */
import { WORKER_ACTOR } from '../commands/actors.ts';
import type { Services } from '../commands/contract.ts';
import { crashPoint } from '../commands/crash-point.ts';
import { runCommand } from '../commands/run-command.ts';
import {
  claimLawChanges,
  completeLawChange,
  type LawChange,
  listRunningDeadlines,
  postponeLawChange,
  type RunningDeadline,
} from '../store/queues/law-changes.ts';
import { each } from './each.ts';
import { laterThan, outlookOf, pauseAfter } from './outlook.ts';

const CLAIM_MS = 300_000;
const PAGE = 100;
const WIDTH = 4;

/** One change; true when there may be more. */
export async function recomputeDeadlines(services: Services): Promise<boolean> {
  const { db, clock, random } = services;
  const now = clock();
  const [change] = await claimLawChanges(db, { now, claimedUntil: laterThan(now, CLAIM_MS), limit: 1 });
  if (!change) return false;
  crashPoint('lawChangeClaimed');
  // this node may remember the law of a moment ago
  services.law.forget();
  if (await recomputeAll(services, change)) await completeLawChange(db, change, clock());
  else await postponeLawChange(db, change, laterThan(clock(), pauseAfter('fault', change.tries, random)));
  crashPoint('lawChangeDone');
  return true;
}

/** False where one of them could not be counted: the change is taken up again. */
async function recomputeAll(services: Services, change: LawChange): Promise<boolean> {
  let complete = true;
  let last: RunningDeadline | undefined;
  for (;;) {
    const page = await listRunningDeadlines(services.db, change, last, PAGE);
    await each(page, WIDTH, async (deadline) => {
      complete = (await recompute(services, change, deadline)) && complete;
    });
    last = page.at(-1);
    if (page.length < PAGE) return complete;
  }
}

async function recompute(services: Services, { kind, key, version }: LawChange, deadline: RunningDeadline): Promise<boolean> {
  const { caseId, instance, node, due: before } = deadline;
  try {
    const on = { caseId, instance, ...(node !== undefined && { node }) };
    await runCommand(services, WORKER_ACTOR, { type: 'recomputeDeadline', ...on, change: { kind, key, version }, before });
    crashPoint('deadlineRecomputed');
    return true;
  } catch (error) {
    const outlook = outlookOf(error);
    if (outlook === 'over') return true;
    services.logger.error({ error, deadline: { caseId, instance, node } }, 'a deadline could not be counted again; it is tried again');
    return false;
  }
}
