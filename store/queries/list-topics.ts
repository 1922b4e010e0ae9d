/** Job topics that are held back, and those that nobody asks for: pages in order of topic, the cursor is the topic itself. */
import type { Database } from '../connection.ts';
import type { Page, PageRequest } from '../contract.ts';
import { findUnattendedTopics, type UnattendedTopic } from '../queues/job-topics.ts';
import { findSuspendedTopics, type SuspendedTopic } from '../repositories/suspension.ts';
import { checkedLimit } from './keyset.ts';

export async function listSuspendedTopics(db: Database, page: PageRequest): Promise<Page<SuspendedTopic>> {
  const limit = checkedLimit(page);
  return topicPage(await findSuspendedTopics(db, page.cursor ?? '', limit + 1), limit);
}

export async function listUnattendedTopics(db: Database, now: string, page: PageRequest): Promise<Page<UnattendedTopic>> {
  const limit = checkedLimit(page);
  return topicPage(await findUnattendedTopics(db, now, { after: page.cursor ?? '', most: limit + 1 }), limit);
}

function topicPage<T extends { readonly topic: string }>(rows: readonly T[], limit: number): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, ...(rows.length > limit && last && { next: last.topic }) };
}
