/** Named statements on the hot pool: parsed and planned once per connection. The name is derived from the text. */
import { createHash } from 'node:crypto';
import type { QueryResultRow } from 'pg';
import type { Session } from './connection.ts';
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

/** For statements whose text varies too much to be kept prepared. */
export async function unnamedRowsOf<R extends QueryResultRow>({ pool }: Session, text: string, values: readonly unknown[]): Promise<R[]> {
  try {
    return (await pool.query<R>(text, values as unknown[])).rows;
  } catch (fault) {
    throw translated(fault);
  }
}
