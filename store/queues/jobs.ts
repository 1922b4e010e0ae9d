/**
 * Jobs of service tasks: handed out at least once, one worker at a time. A lock that runs out hands the job out again; what the
 * former worker then reports about its failure is ignored, and its result is a step like any other, which the kernel takes once.
 */
import type { Variables } from '../../engine/command.ts';
import type { Database, Session } from '../connection.ts';
import type { ClaimedJob, SqlPredicate } from '../contract.ts';
import { Conditions } from '../queries/conditions.ts';
import { openMoving } from '../protection/sealed.ts';
import { rowsOf, statement } from '../statement.ts';
import type { Claim } from './timers.ts';

export interface JobClaim extends Claim {
  readonly topics: readonly string[];
  /** names the worker: what it reports counts only while it holds the lock */
  readonly worker: string;
}
export interface JobFailure {
  readonly worker: string;
  readonly message: string;
  readonly nextAt: string;
  /** tries left from now on; one less than before when absent */
  readonly left?: number;
}
type JobKey = Pick<ClaimedJob, 'caseId' | 'instance'>;

interface JobRow {
  case_id: string;
  instance: number;
  node: string;
  topic: string;
  input: Variables;
  tries: number;
  retries_left: number;
  backoff_first: number;
  backoff_factor: number;
  backoff_most: number;
}

const CLAIM = statement(`
  update job j set next_at = $3, locked_until = $3, locked_by = $5, tries = j.tries + 1
  from (select d.case_id, d.instance from unnest($1::text[]) t(topic)
    cross join lateral (
      select case_id, instance from job where topic = t.topic and next_at <= $2 and not parked order by next_at limit $4 for update skip locked) d
    where not exists (select from suspended_topic s where s.topic = t.topic)
    limit $4) d
  where j.case_id = d.case_id and j.instance = d.instance
  returning j.case_id, j.instance, j.node, j.topic, j.input, j.tries, j.retries_left, j.backoff_first, j.backoff_factor, j.backoff_most`);
const FAIL = statement(`
  update job set retries_left = coalesce($6, greatest(retries_left - 1, 0)), next_at = $4, last_error = $5, locked_by = null, locked_until = null
  where case_id = $1 and instance = $2 and locked_by = $3 returning retries_left`);
const EXTEND = statement(
  'update job set next_at = $4, locked_until = $4 where case_id = $1 and instance = $2 and locked_by = $3 returning 1 as held',
);
const RELEASE = statement(`
  update job set next_at = $4, tries = tries - 1, locked_by = null, locked_until = null where case_id = $1 and instance = $2 and locked_by = $3`);

async function jobOf(session: Session, row: JobRow): Promise<ClaimedJob> {
  return {
    caseId: row.case_id,
    instance: row.instance,
    node: row.node,
    topic: row.topic,
    input: await openMoving(session, row.input),
    tries: row.tries,
    retriesLeft: row.retries_left,
    backoff: { first: row.backoff_first, factor: row.backoff_factor, most: row.backoff_most },
    key: `${row.case_id}:${row.instance}`,
  };
}

const jobsOf = async (session: Session, rows: readonly JobRow[]): Promise<readonly ClaimedJob[]> =>
  await Promise.all(rows.map(async (row) => await jobOf(session, row)));

/** At most `limit` jobs of these topics; none of a suspended topic. */
export async function claimJobs(db: Database, { topics, now, claimedUntil, limit, worker }: JobClaim): Promise<readonly ClaimedJob[]> {
  return await jobsOf(db, await rowsOf<JobRow & Record<string, unknown>>(db, CLAIM, [topics, now, claimedUntil, limit, worker]));
}

/** The same for a worker that may have only some of them: `predicate` over the columns of JOB_COLUMNS. */
export async function claimAllowedJobs(
  db: Session,
  { topics, now, claimedUntil, limit, worker }: JobClaim,
  predicate: SqlPredicate,
): Promise<readonly ClaimedJob[]> {
  const conditions = new Conditions([topics, now, claimedUntil, limit, worker]).and(predicate.sql, predicate.bindings);
  const claim = statement(`
    update job j set next_at = $3, locked_until = $3, locked_by = $5, tries = j.tries + 1
    from (select d.case_id, d.instance from unnest($1::text[]) t(topic)
      cross join lateral (
        select job.case_id, job.instance from job join process_case on process_case.id = job.case_id
        where job.topic = t.topic and job.next_at <= $2 and not job.parked and ${conditions.where()}
        order by job.next_at limit $4 for update of job skip locked) d
      where not exists (select from suspended_topic s where s.topic = t.topic)
      limit $4) d
    where j.case_id = d.case_id and j.instance = d.instance
    returning j.case_id, j.instance, j.node, j.topic, j.input, j.tries, j.retries_left, j.backoff_first, j.backoff_factor, j.backoff_most`);
  return await jobsOf(db, await rowsOf<JobRow & Record<string, unknown>>(db, claim, conditions.values));
}

/** A try failed: tries left, 0 when the case must be told (`failJob`); undefined when the lock was lost meanwhile. */
export async function recordJobFailure(
  db: Session,
  { caseId, instance }: JobKey,
  { worker, message, nextAt, left }: JobFailure,
): Promise<number | undefined> {
  const [row] = await rowsOf<{ retries_left: number }>(db, FAIL, [caseId, instance, worker, nextAt, message, left ?? null]);
  return row?.retries_left;
}
/** A long job asks for more time; false when the lock was lost. */
export async function extendJob(db: Session, { caseId, instance }: JobKey, worker: string, claimedUntil: string): Promise<boolean> {
  return (await rowsOf(db, EXTEND, [caseId, instance, worker, claimedUntil])).length === 1;
}
/** Gives a job back untried (shutdown, suspended case): it may be claimed again from `nextAt`. */
export async function releaseJob(db: Database, { caseId, instance }: JobKey, worker: string, nextAt: string): Promise<void> {
  await rowsOf(db, RELEASE, [caseId, instance, worker, nextAt]);
}
