/** What came to the lines of a round since somebody last looked at it. */
import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const NEWS = statement("select id from outbox where case_id = $1 and kind = 'roundProgress' order by id");
const READY = statement('select id from ready_gates($1, $2) id');
const FORGET = statement("delete from outbox where id = any($1::bigint[]) and kind = 'roundProgress'");
const DROP = statement('delete from message_buffer where id = $1 and consumed_at is null');

/** Entries that a look at the round from now on covers: their steps are committed. */
export async function listRoundNews(db: Database, round: string): Promise<readonly number[]> {
  return (await rowsOf<{ id: number }>(db, NEWS, [round])).map(({ id }) => id);
}

/** Ids of directed messages: one for each place at which the round waits for lines that have all come. */
export async function readyGates(db: Database, round: string, now: string): Promise<readonly string[]> {
  return (await rowsOf<{ id: string }>(db, READY, [round, now])).map(({ id }) => id);
}

export async function forgetRoundNews(db: Database, ids: readonly number[]): Promise<void> {
  await rowsOf(db, FORGET, [ids]);
}

/** The round does not wait any more: a later wait must not be taken for this one. */
export async function dropDirected(db: Database, messageId: string): Promise<void> {
  await rowsOf(db, DROP, [messageId]);
}
