/** Named statements on the hot pool: parsed and planned once per connection. The name is derived from the text. */
import { createHash } from 'node:crypto';
import type { QueryResultRow } from 'pg';
import type { Database, Session } from './connection.ts';
import { translated } from './database-error.ts';

export interface Statement {
  readonly name: string;
  readonly text: string;
}

export function statement(text: string): Statement {
  return { text, name: `s${createHash('sha256').update(text).digest('hex').slice(0, 24)}` };
}

/** Rows of `text`, read without knowing their type: callers map them. Throws Rejection and Transient, see database-error.ts. */
export async function rowsOf<R extends QueryResultRow>(
  { pool }: Session,
  { name, text }: Statement,
  values: readonly unknown[],
): Promise<R[]> {
  try {
    return (await pool.query<R>({ name, text, values: values as unknown[] })).rows;
  } catch (fault) {
    throw translated(fault);
  }
}

/** A statement of a step, on the pool of the steps. */
export async function stepRowsOf<R extends QueryResultRow>(
  db: Database,
  { name, text }: Statement,
  values: readonly unknown[],
): Promise<R[]> {
  try {
    return (await db.steps.query<R>({ name, text, values: values as unknown[] })).rows;
  } catch (fault) {
    throw translated(fault);
  }
}

/** By text. What is prepared stays in every connection's memory, on both sides: beyond the cap a text is sent as it is. */
const lists = new Map<string, Statement>();
const MOST_LISTS = 300;

/**
 * Rows of a list that finds its rows by key, whatever the values are: kept prepared while there are not too many texts. A list whose
 * best way depends on the values (a unit may hold ten tasks or all) is planned each time: `unnamedRowsOf`.
 */
export async function listRowsOf<R extends QueryResultRow>(db: Session, text: string, values: readonly unknown[]): Promise<R[]> {
  let named = lists.get(text);
  if (!named && lists.size < MOST_LISTS) lists.set(text, (named = statement(text)));
  return named ? await rowsOf<R>(db, named, values) : await unnamedRowsOf<R>(db, text, values);
}

/** Planned for its values, each time. */
export async function unnamedRowsOf<R extends QueryResultRow>({ pool }: Session, text: string, values: readonly unknown[]): Promise<R[]> {
  try {
    return (await pool.query<R>(text, values as unknown[])).rows;
  } catch (fault) {
    throw translated(fault);
  }
}
