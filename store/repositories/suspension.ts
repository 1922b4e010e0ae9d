/** Holding back: a definition with all its cases, or a job topic. A single case is suspended by a step of its own (`SaveStep.status`). */
import type { Database, Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

// locked first: a case that is being migrated to another version is not parked behind its back
const SUSPEND = statement(`
  with d as (update definition set suspended = true where id = $1 returning id),
    l as (select p.id from process_case p, d where p.definition = d.id and p.status = 'active' order by p.id for update of p),
    c as (select park_case(l.id) from l)
  select (select count(*) from d) as found, (select count(*) from c) as cases`);
const RESUME = statement(`
  with d as (update definition set suspended = false where id = $1 returning id),
    c as (select unpark_case(p.id, $2, $3) from process_case p, d where p.definition = d.id and p.status = 'active')
  select (select count(*) from d) as found, (select count(*) from c) as cases`);

/** Parks timers and jobs of the definition's active cases; they are kept. Undefined when there is no such definition. */
export async function suspendDefinition(db: Session, id: string): Promise<{ readonly cases: number } | undefined> {
  const [row] = await rowsOf<{ found: number; cases: number }>(db, SUSPEND, [id]);
  return row?.found ? { cases: row.cases } : undefined;
}

/** Overdue timers and jobs come back spread over `spreadSeconds`, so that a resume is no storm. */
export async function resumeDefinition(
  db: Session,
  id: string,
  now: string,
  spreadSeconds = 300,
): Promise<{ readonly cases: number } | undefined> {
  const [row] = await rowsOf<{ found: number; cases: number }>(db, RESUME, [id, now, spreadSeconds]);
  return row?.found ? { cases: row.cases } : undefined;
}

const SUSPEND_TOPIC = statement(
  'insert into suspended_topic (topic, by_account, at, reason) values ($1, $2, $3, $4) on conflict (topic) do nothing returning topic',
);
const RESUME_TOPIC = statement(`
  with t as (delete from suspended_topic where topic = $1 returning topic),
    j as (update job set next_at = $2::timestamptz + random() * $3 * interval '1 second' from t where job.topic = t.topic and next_at < $2 and not parked)
  select topic from t`);
const TOPICS = statement('select topic, by_account as account, at, reason from suspended_topic where topic > $1 order by topic limit $2');

/** False when the topic was suspended already. Running jobs finish; no further one is handed out. */
export async function suspendTopic(db: Session, topic: string, account: string, now: string, reason?: string): Promise<boolean> {
  return (await rowsOf(db, SUSPEND_TOPIC, [topic, account, now, reason ?? null])).length === 1;
}
/** False when the topic was not suspended. */
export async function resumeTopic(db: Session, topic: string, now: string, spreadSeconds = 60): Promise<boolean> {
  return (await rowsOf(db, RESUME_TOPIC, [topic, now, spreadSeconds])).length === 1;
}
export interface SuspendedTopic {
  readonly topic: string;
  readonly account: string;
  readonly at: string;
  readonly reason: string | null;
}
/** In order of topic, after the topic `after`. */
export async function findSuspendedTopics(db: Database, after: string, most: number): Promise<readonly SuspendedTopic[]> {
  return await rowsOf<{ topic: string; account: string; at: string; reason: string | null }>(db, TOPICS, [after, most]);
}
