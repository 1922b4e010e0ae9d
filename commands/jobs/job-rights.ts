/**
 * Machine workers outside: who may work on a job, and whether that worker still has it. A job is held under the account and the name
 * that the worker gives itself, so that two processes of one account do not answer for each other.
 */
import { Rejection } from '../../errors.ts';
import type { Ability } from '../../policies/ability.ts';
import { can } from '../../policies/can.ts';
import type { Database } from '../../store/connection.ts';
import { findJob, type HeldJob } from '../../store/queries/find-job.ts';
import type { CaseAt } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { invalidInput } from '../invalid-input.ts';
import { notFound, requirePermission } from '../../casework/require-permission.ts';

export interface JobRef {
  readonly caseId: string;
  readonly instance: number;
}

const LONGEST_LOCK_SECONDS = 3_600;
const USUAL_LOCK_SECONDS = 60;

export function holderName(account: string, worker: string | undefined): string {
  return `${account}/${requireText(worker, 'worker', 100)}`;
}

/** Throws Rejection validation `lockSecondsInvalid`. */
export function lockedUntil(now: string, seconds = USUAL_LOCK_SECONDS): string {
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= LONGEST_LOCK_SECONDS)
    return new Date(Date.parse(now) + seconds * 1_000).toISOString();
  const message = `Expected a lock of 1 to ${LONGEST_LOCK_SECONDS} seconds.`;
  throw invalidInput('lockSecondsInvalid', 'lockSeconds', message, 'outOfRange', { least: 1, most: LONGEST_LOCK_SECONDS });
}

/** The job, if the actor may work on it and holds it. Throws notFound `jobNotFound`, forbidden, conflict `jobNotHeld`. */
export async function heldJob(db: Database, ability: Ability, on: JobRef, holder: string): Promise<HeldJob> {
  const job = await findJob(db, on.caseId, on.instance);
  if (!job) throw notFound('Job');
  authorizeWork(ability, job);
  if (job.lockedBy === holder) return job;
  throw new Rejection('conflict', 'jobNotHeld', `Expected job ${on.caseId}:${on.instance} to be held by this worker.`);
}

function authorizeWork(ability: Ability, { procedure, unitPath, topic }: HeldJob): void {
  requirePermission(ability, 'work', 'Job', { procedure, unitPath, topic });
}

/**
 * For answers that are steps. A job that is gone was answered before: then whoever may work for this case at all hears so from the
 * kernel, and nobody else learns that there is such a case.
 */
export async function authorizeAnswer(
  { services, ability, actor, loaded }: CaseAt,
  on: JobRef & { readonly worker?: string },
): Promise<void> {
  const holder = holderName(actor.account, on.worker);
  const job = await findJob(services.db, on.caseId, on.instance);
  if (job) return void (await heldJob(services.db, ability, on, holder));
  const { procedure, unitPath } = loaded.case;
  if (!can(ability, 'work', 'Job', { procedure, unitPath }).allowed) throw notFound('Job');
}
