/**
 * Writes that are no step, made by a person: in one transaction that first holds the rights they were decided on. Once a revocation
 * is acknowledged, nothing that was decided before it lands.
 */
import type { Database, Session } from './connection.ts';
import type { SaveStep } from './contract.ts';
import { translating } from './database-error.ts';
import { rowsOf, statement, unnamedRowsOf } from './statement.ts';

/** The actor's account first, then accounts acted for; empty for system actors, whose rights do not change. */
export type Epochs = SaveStep['epochs'];

const REQUIRE = statement('select require_rights($1::text[], $2::int[])');

/** What `REQUIRE` takes, for transactions of their own. */
export const epochValues = (epochs: Epochs): [string[], number[]] => [
  epochs.map(({ account }) => account),
  epochs.map(({ epoch }) => epoch),
];

/** Throws Rejection conflict `rightsChanged` when one of the epochs is another by now, and whatever `write` throws: then nothing is written. */
export async function byRight<T>(
  db: Database,
  epochs: Epochs,
  write: (session: Session) => Promise<T>,
  /** takes locks on accounts that `write` changes: before the rights are held, or two of them would wait for each other */
  hold?: (session: Session) => Promise<void>,
): Promise<T> {
  if (epochs.length === 0) return await write(db);
  const client = await translating(async () => await db.pool.connect());
  const session: Session = { pool: client, ...(db.keys && { keys: db.keys }) };
  let whole = false;
  try {
    await unnamedRowsOf(session, 'begin', []);
    await hold?.(session);
    await rowsOf(session, REQUIRE, epochValues(epochs));
    const answer = await write(session);
    await unnamedRowsOf(session, 'commit', []);
    whole = true;
    return answer;
  } finally {
    // a connection whose transaction failed is closed, which rolls back whatever state it is in
    client.release(!whole);
  }
}
