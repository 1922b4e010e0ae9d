/** Sums over many cases in one snapshot, and never for longer than people wait: who asks for too much is told to ask for less. */
import { Rejection } from '../../errors.ts';
import type { Database, Session } from '../connection.ts';
import { translating } from '../database-error.ts';
import { unnamedRowsOf } from '../statement.ts';

const CANCELLED = '57014';

/** Throws Rejection validation `statisticsTooLarge` after `ms` milliseconds of one statement. */
export async function withinTime<T>(db: Database, ms: number, work: (session: Session) => Promise<T>): Promise<T> {
  const client = await translating(async () => await db.pool.connect());
  const session: Session = { pool: client };
  let whole = false;
  try {
    await unnamedRowsOf(session, 'begin isolation level repeatable read read only', []);
    await unnamedRowsOf(session, `set local statement_timeout = ${Math.round(ms)}`, []);
    const answer = await work(session);
    await unnamedRowsOf(session, 'commit', []);
    whole = true;
    return answer;
  } catch (fault) {
    if ((fault as { readonly code?: unknown }).code !== CANCELLED) throw fault;
    throw new Rejection('validation', 'statisticsTooLarge', 'Expected fewer cases than can be counted in time.', { cause: fault });
  } finally {
    // a transaction that failed ends with its connection
    client.release(!whole);
  }
}
