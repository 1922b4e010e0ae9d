import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

// persons that only cases are about have no account, and are not told by this
const OFFICIALS = statement(`
  select a.person as id, p.name from account a join person p on p.id = a.person where a.person = any($1::text[])
  union select a.id, p.name from account a join person p on p.id = a.person where a.id = any($1::text[])`);
const UNITS = statement('select path::text as id, name from unit where path = any($1::text[]::ltree[])');

type Names = Readonly<Record<string, string>>;

const named = (rows: readonly { readonly id: string; readonly name: string }[]): Names =>
  Object.fromEntries(rows.map(({ id, name }) => [id, name]));

/** Names of those who work here, by the id of the person or of the account. */
export const findOfficialNames = async (db: Database, ids: readonly string[]): Promise<Names> =>
  ids.length === 0 ? {} : named(await rowsOf(db, OFFICIALS, [ids]));

/** By path; `paths` are valid paths of units. */
export const findUnitNames = async (db: Database, paths: readonly string[]): Promise<Names> =>
  paths.length === 0 ? {} : named(await rowsOf(db, UNITS, [paths]));
