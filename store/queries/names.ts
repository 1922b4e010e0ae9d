/** Names by id; who or what is not on record is absent. */
import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const PERSONS = statement('select id, name from person where id = any($1::text[])');
// persons that only cases are about have no account, and are not told by this
const OFFICIALS = statement(`
  select a.person as id, p.name from account a join person p on p.id = a.person where a.person = any($1::text[])
  union select a.id, p.name from account a join person p on p.id = a.person where a.id = any($1::text[])`);
const UNITS = statement('select path::text as id, name from unit where path = any($1::text[]::ltree[])');
const PROCEDURES = statement(`
  select distinct on (key) key as id, name from definition where kind = 'bpmn' and key = any($1::text[]) order by key, version desc`);

type FindNames = (db: Database, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

const namesBy =
  (query: ReturnType<typeof statement>): FindNames =>
  async (db, ids) => {
    const rows = ids.length === 0 ? [] : await rowsOf<{ id: string; name: string }>(db, query, [ids]);
    return new Map(rows.map(({ id, name }) => [id, name]));
  };

/** Of anybody, also of those whom cases are about. */
export const findPersonNames = namesBy(PERSONS);

/** Of those who work here, by the id of the person or of the account. */
export const findOfficialNames = namesBy(OFFICIALS);

/** By key, as the newest version is called. */
export const findProcedureNames = namesBy(PROCEDURES);

/** By path; paths are valid paths of units. */
export const findUnitNames = namesBy(UNITS);
