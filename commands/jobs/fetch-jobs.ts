/** Hands out jobs to a machine worker outside, each locked for it: only topics and units that its rules allow. */
import { Rejection } from '../../errors.ts';
import { allowedSql } from '../../policies/allowed-sql.ts';
import { can } from '../../policies/can.ts';
import { byRight } from '../../store/by-right.ts';
import { JOB_COLUMNS } from '../../store/queries/policy-columns.ts';
import { attendTopics } from '../../store/queues/job-topics.ts';
import { claimAllowedJobs } from '../../store/queues/jobs.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { forbidden } from '../../casework/require-permission.ts';
import { holderName, lockedUntil } from './job-rights.ts';

const MOST_TOPICS = 50;
const MOST_JOBS = 100;
const USUAL_JOBS = 10;

export const fetchJobs: PlainCommandOf<'fetchJobs'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run({ actor, ability, epochs }, { services: { db }, input }, now) {
    // also because asking counts as being there for a topic
    const permission = can(ability, 'work', 'Job');
    if (!permission.allowed) throw forbidden(permission, 'work', 'Job');
    const { limit = USUAL_JOBS } = input;
    const topics = [...new Set(input.topics.map((topic) => requireText(topic, 'topic', 200)))];
    if (topics.length === 0 || topics.length > MOST_TOPICS)
      throw new Rejection('validation', 'topicsRequired', `Expected 1 to ${MOST_TOPICS} topics.`);
    if (!Number.isInteger(limit) || limit < 1 || limit > MOST_JOBS)
      throw new Rejection('validation', 'jobLimitInvalid', `Expected to fetch 1 to ${MOST_JOBS} jobs.`, { details: { most: MOST_JOBS } });
    const worker = holderName(actor.account, input.worker);
    const until = lockedUntil(now, input.lockSeconds);
    const predicate = allowedSql(ability, 'work', 'Job', JOB_COLUMNS, () => '?');
    const jobs = await byRight(db, epochs, async (tx) => {
      await attendTopics(tx, topics, now);
      return await claimAllowedJobs(tx, { topics, now, claimedUntil: until, limit, worker }, predicate);
    });
    return {
      items: jobs.map(({ caseId, instance, node, topic, input: variables, tries, retriesLeft, key }) => ({
        caseId,
        instance,
        node,
        topic,
        variables,
        tries,
        retriesLeft,
        key,
        lockedUntil: until,
      })),
    };
  },
};
