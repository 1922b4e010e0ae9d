import type { Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const FIND = statement(`
  select e.number, e.day from unnest($1::uuid[]) with ordinality d(id, place) join number_entry e on e.document_id = d.id
    where e.state <> 'void' order by d.place limit 1`);

/** Number with its symbol, and its ISO date, of the first of these documents that has one. */
export async function findNumberOfDocuments(
  db: Session,
  documents: readonly string[],
): Promise<{ readonly number: string; readonly day: string } | undefined> {
  return (await rowsOf<{ number: string; day: string }>(db, FIND, [documents]))[0];
}
