/** A try of a machine worker outside failed: the job waits for another, or, with its tries used up, becomes an incident. */
import { Rejection } from '../../errors.ts';
import { byRight } from '../../store/by-right.ts';
import type { HeldJob } from '../../store/queries/find-job.ts';
import { recordJobFailure } from '../../store/queues/jobs.ts';
import type { PlainCommand, Request } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import type { Commands, OutcomeOf, RunCommand, Services } from '../contract.ts';
import { redactForCase } from '../protection/redact-for-case.ts';
import { crashPoint } from '../crash-point.ts';
import { invalidInput } from '../invalid-input.ts';
import type { Acting } from '../rights/acting.ts';
import { heldJob, holderName } from './job-rights.ts';

type Input = Commands['reportJobFailure'][0];
type Outcome = OutcomeOf<'reportJobFailure'>;

const MOST_RETRIES = 100;
const LONGEST_PAUSE_SECONDS = 86_400;

/** `run`: the door, through which the incident goes as a step of its own. */
export const reportJobFailure = (run: RunCommand): PlainCommand<Input, Outcome> => ({
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  run: async (acting, request, now) => await report(run, acting, request, now),
});

async function report(run: RunCommand, acting: Acting, { services, actor, input }: Request<Input>, now: string): Promise<Outcome> {
  const { caseId, instance, retries, retryAfterSeconds } = input;
  const message = await redactForCase(services, caseId, requireText(input.message, 'message'));
  const holder = holderName(acting.actor.account, input.worker);
  inRange('retries', retries, MOST_RETRIES);
  inRange('retryAfterSeconds', retryAfterSeconds, LONGEST_PAUSE_SECONDS);
  const job = await heldJob(services.db, acting.ability, input, holder);
  const left = retries ?? job.retriesLeft - 1;
  // the step itself takes the job away: a process that dies before it leaves the job locked, to come again
  if (left <= 0)
    return { retriesLeft: 0, step: await run(services, actor, { type: 'failJob', caseId, instance, message, worker: input.worker }) };
  const nextAt = new Date(Date.parse(now) + pauseOf(services, job, retryAfterSeconds)).toISOString();
  const failure = { worker: holder, message, nextAt, left };
  const recorded = await byRight(services.db, acting.epochs, async (tx) => await recordJobFailure(tx, input, failure));
  crashPoint('jobFailureRecorded');
  if (recorded === undefined) throw new Rejection('conflict', 'jobNotHeld', 'Expected the job to be held by this worker still.');
  return { retriesLeft: recorded, nextAt };
}

/** The worker's own wish, else what the diagram says, spread by up to a fifth so that many failures do not come back together. */
function pauseOf({ random }: Services, { tries, backoff: { first, factor, most } }: HeldJob, seconds: number | undefined): number {
  if (seconds !== undefined) return seconds * 1_000;
  return Math.round(Math.min(first * factor ** Math.max(0, tries - 1), most) * (1 + random() / 5));
}

function inRange(name: string, value: number | undefined, most: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= 0 && value <= most)) return;
  throw invalidInput(`${name}Invalid`, name, `Expected ${name} to be 0 to ${most}.`, 'outOfRange', { least: 0, most });
}
