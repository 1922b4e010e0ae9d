/** Service tasks: claimed by topic, done outside any transaction, reported as commands. Used-up tries become an incident. */
import { WORKER_ACTOR } from '../commands/actors.ts';
import type { Services } from '../commands/contract.ts';
import { redactForCase } from '../commands/protection/redact-for-case.ts';
import { crashPoint } from '../commands/crash-point.ts';
import { runCommand } from '../commands/run-command.ts';
import { Rejection } from '../errors.ts';
import type { ClaimedJob } from '../store/contract.ts';
import { claimJobs, extendJob, recordJobFailure, releaseJob } from '../store/queues/jobs.ts';
import { each } from './each.ts';
import type { JobAnswer, JobHandler } from './job-handler.ts';
import { delayAfter, laterThan, messageOf, outlookOf } from './outlook.ts';

const CLAIM_MS = 60_000;
const BATCH = 50;
const WIDTH = 4;

export interface JobWorker {
  /** names this process: what it reports of a failure counts only while it holds the lock */
  readonly name: string;
  readonly handlers: ReadonlyMap<string, JobHandler>;
}

/** One batch; true when there may be more. */
export async function runJobs(services: Services, worker: JobWorker): Promise<boolean> {
  const now = services.clock();
  const topics = [...worker.handlers.keys()];
  const jobs = await claimJobs(services.db, { topics, now, claimedUntil: laterThan(now, CLAIM_MS), limit: BATCH, worker: worker.name });
  if (jobs.length > 0) crashPoint('jobsClaimed');
  await each(jobs, WIDTH, async (job) => await runJob(services, worker, job));
  return jobs.length === BATCH;
}

async function runJob(services: Services, worker: JobWorker, job: ClaimedJob): Promise<void> {
  const handler = worker.handlers.get(job.topic);
  if (!handler) return await releaseJob(services.db, job, worker.name, laterThan(services.clock(), CLAIM_MS));
  const keepAlive = setInterval(() => void stayClaimed(services, worker, job), CLAIM_MS / 2);
  try {
    const answer = await handler(services, job);
    crashPoint('jobDone');
    await report(services, worker, job, answer);
  } catch (error) {
    await failed(services, worker, job, error);
  } finally {
    clearInterval(keepAlive);
  }
}

/** A long job keeps its lock for as long as it runs. */
async function stayClaimed({ db, clock, logger }: Services, worker: JobWorker, job: ClaimedJob): Promise<void> {
  try {
    await extendJob(db, job, worker.name, laterThan(clock(), CLAIM_MS));
  } catch (error) {
    logger.warn({ error, job: job.key }, 'the lock of a job could not be extended');
  }
}

async function report(services: Services, worker: JobWorker, job: ClaimedJob, answer: JobAnswer): Promise<void> {
  const { caseId, instance } = job;
  try {
    if ('bpmnError' in answer) await runCommand(services, WORKER_ACTOR, { type: 'failJob', caseId, instance, ...answer });
    else await runCommand(services, WORKER_ACTOR, { type: 'completeJob', caseId, instance, variables: answer.variables });
    crashPoint('jobReported');
  } catch (error) {
    const outlook = outlookOf(error);
    if (outlook === 'over') return;
    if (outlook === 'fault') throw error;
    await releaseJob(services.db, job, worker.name, laterThan(services.clock(), pauseOf(services, job, error)));
    crashPoint('jobReleased');
  }
}

/** A job of a suspended version that is not parked (created in that moment) is done at most once a minute: its answer is not taken. */
function pauseOf({ random }: Services, { tries }: ClaimedJob, error: unknown): number {
  const suspended = error instanceof Rejection && error.code === 'definitionSuspended';
  return suspended ? CLAIM_MS : delayAfter(tries, random);
}

async function failed(services: Services, worker: JobWorker, job: ClaimedJob, error: unknown): Promise<void> {
  const { db, clock, random, logger } = services;
  const { first, factor, most } = job.backoff;
  const said = messageOf(error);
  const message = await redactForCase(services, job.caseId, said);
  logger.warn({ error: message === said ? error : message, job: job.key, topic: job.topic, tries: job.tries }, 'a job failed');
  const nextAt = laterThan(clock(), delayAfter(job.tries, random, first, factor, most));
  const left = await recordJobFailure(db, job, { worker: worker.name, message, nextAt });
  crashPoint('jobFailureRecorded');
  if (left !== 0) return;
  try {
    await runCommand(services, WORKER_ACTOR, { type: 'failJob', caseId: job.caseId, instance: job.instance, message });
    crashPoint('jobIncidentWritten');
  } catch (refusal) {
    if (outlookOf(refusal) !== 'over')
      logger.error({ error: refusal, job: job.key }, 'the incident of a job could not be written; it is tried again');
  }
}
