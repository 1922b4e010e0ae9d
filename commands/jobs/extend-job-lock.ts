import { byRight } from '../../store/by-right.ts';
import { extendJob } from '../../store/queues/jobs.ts';
import { Rejection } from '../../errors.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { heldJob, holderName, lockedUntil } from './job-rights.ts';

/** A worker that needs longer keeps its job; from now on, not from when it got it. */
export const extendJobLock: PlainCommandOf<'extendJobLock'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run({ actor, ability, epochs }, { services: { db }, input }, now) {
    const holder = holderName(actor.account, input.worker);
    const until = lockedUntil(now, input.lockSeconds);
    await heldJob(db, ability, input, holder);
    if (!(await byRight(db, epochs, async (tx) => await extendJob(tx, input, holder, until))))
      throw new Rejection('conflict', 'jobNotHeld', 'Expected the job to be held by this worker still.');
    return { lockedUntil: until };
  },
};
