/** What grows and must not grow for ever: expired messages, answers and sessions; partitions ahead of time; ended cases to their archive. */
import type { Database } from '../connection.ts';
import { expireAgentCodes } from '../repositories/agents.ts';
import { removeExpiredDrafts } from '../repositories/form-drafts.ts';
import { forgetAnswers } from '../repositories/idempotency.ts';
import { expirePendingSignIns } from '../repositories/pending-sign-ins.ts';
import { expireSessions } from '../repositories/sessions.ts';
import { removeExpiredUploads } from '../repositories/uploads.ts';
import { rowsOf, statement } from '../statement.ts';
import { forgetTopics } from './job-topics.ts';
import { expireMessages } from './messages.ts';

/** Ended cases stay in the running tables for this long, so that what has just ended is found where it was. */
const ARCHIVE_AFTER_DAYS = 30;
const BATCH = 500;
const MONTHS_AHEAD = 3;

const PARTITIONS = statement('select ensure_month_partitions($1::timestamptz::date, $2) as made');
const COUNT = statement('select refresh_case_counts()');
const ARCHIVE = statement('select archive_cases($1::timestamptz - make_interval(days => $2), $3) as moved');

export interface HouseKept {
  readonly partitions: number;
  readonly archived: number;
  readonly messages: number;
  readonly answers: number;
  /** files that no step referred to in time */
  readonly uploads: number;
}

/** Bounded in each run; what is left comes next time. */
export async function keepHouse(db: Database, now: string): Promise<HouseKept> {
  const [partitions] = await rowsOf<{ made: number }>(db, PARTITIONS, [now, MONTHS_AHEAD]);
  const [archived] = await rowsOf<{ moved: number }>(db, ARCHIVE, [now, ARCHIVE_AFTER_DAYS, BATCH]);
  const messages = await expireMessages(db, now);
  const answers = await forgetAnswers(db, now);
  await expireSessions(db, now);
  await expirePendingSignIns(db, now);
  await expireAgentCodes(db, now);
  await removeExpiredDrafts(db, now, BATCH);
  const uploads = await removeExpiredUploads(db, now, BATCH);
  await forgetTopics(db, now);
  await rowsOf(db, COUNT, []);
  return { partitions: partitions?.made ?? 0, archived: archived?.moved ?? 0, messages, answers, uploads };
}
