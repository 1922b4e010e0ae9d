/** By which number certificates name an agency, and where its seat is: entries are added and never changed, the last one of a unit counts. */
import type { Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const ADD = statement(
  'insert into agency_fact (unit_path, number, place, reason, account, at) values ($1::ltree, $2, $3, $4, $5, $6) returning id',
);

export async function addAgencyFact(
  db: Session,
  {
    unitPath,
    number,
    place,
    reason,
  }: { readonly unitPath: string; readonly number: string; readonly place: string; readonly reason: string },
  account: string,
  now: string,
): Promise<number> {
  const [row] = await rowsOf<{ id: number }>(db, ADD, [unitPath, number, place, reason, account, now]);
  return row?.id ?? 0;
}
