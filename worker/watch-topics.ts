/** Says which topics this node is there for, and warns of those for which nobody is: their jobs would wait without a sign. */
import type { Services } from '../commands/contract.ts';
import { attendTopics, findUnattendedTopics } from '../store/queues/job-topics.ts';

/** One look. `known`: topics that were warned of before; a topic is warned of again only after somebody was there for it. */
export async function watchTopics({ db, clock, logger }: Services, topics: readonly string[], known: Set<string>): Promise<false> {
  const now = clock();
  await attendTopics(db, topics, now);
  const unattended = await findUnattendedTopics(db, now);
  for (const { topic, waiting, since, askedAt } of unattended)
    if (!known.has(topic)) logger.warn({ topic, waiting, since, askedAt }, 'jobs wait for a topic that no worker asks for');
  known.clear();
  for (const { topic } of unattended) known.add(topic);
  return false;
}
