/** Which topics somebody asks for, and which have jobs that nobody asks for. */
import type { Database, Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const ATTEND = statement(`
  insert into job_topic as t (topic, asked_at) select unnest($1::text[]), $2 order by 1
  on conflict (topic) do update set asked_at = excluded.asked_at where t.asked_at < excluded.asked_at - interval '1 minute'`);

/** Somebody is there for these topics. Cheap to say often. */
export async function attendTopics(db: Session, topics: readonly string[], now: string): Promise<void> {
  await rowsOf(db, ATTEND, [topics, now]);
}

export interface UnattendedTopic {
  readonly topic: string;
  /** jobs that are due; counted up to 1,000 */
  readonly waiting: number;
  /** since when the oldest is due */
  readonly since: string;
  /** when somebody asked for the topic for the last time */
  readonly askedAt?: string;
}

// topic by topic along the index: neither many jobs nor many topics make it read more than it tells
const UNATTENDED = statement(`
  with recursive topics as (
    (select topic from job where not parked and topic > $3 order by topic limit 1)
    union all
    select (select j.topic from job j where not j.parked and j.topic > t.topic order by j.topic limit 1) from topics t where t.topic is not null)
  select t.topic, n.waiting, n.since, a.asked_at from topics t
  left join job_topic a on a.topic = t.topic
  cross join lateral (select count(*)::int as waiting, min(due.next_at) as since
    from (select next_at from job where topic = t.topic and next_at <= $1 and not parked order by next_at limit 1000) due) n
  where t.topic is not null and n.waiting > 0 and (a.asked_at is null or a.asked_at < $1::timestamptz - interval '5 minutes')
    and not exists (select from suspended_topic s where s.topic = t.topic)
  order by t.topic limit $2`);

/** Topics with due jobs for which nobody has asked in the last five minutes; suspended ones wait on purpose and are left out. */
export async function findUnattendedTopics(
  db: Database,
  now: string,
  { after = '', most = 200 }: { readonly after?: string; readonly most?: number } = {},
): Promise<readonly UnattendedTopic[]> {
  const rows = await rowsOf<{ topic: string; waiting: number; since: string; asked_at: string | null }>(db, UNATTENDED, [now, most, after]);
  return rows.map(({ topic, waiting, since, asked_at }) => ({ topic, waiting, since, ...(asked_at !== null && { askedAt: asked_at }) }));
}

const FORGET = statement("delete from job_topic where asked_at < $1::timestamptz - interval '30 days'");

/** Periodic work: topics that nobody has asked for in a month are as if nobody ever had. */
export async function forgetTopics(db: Database, now: string): Promise<void> {
  await rowsOf(db, FORGET, [now]);
}
