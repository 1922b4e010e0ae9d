import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const NAMES = statement('select id, name from person where id = any($1::text[])');

/** By id; who is not on record is absent. */
export async function findPersonNames(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  return new Map((await rowsOf<{ id: string; name: string }>(db, NAMES, [ids])).map(({ id, name }) => [id, name]));
}
