/** Numbers by which certificates name agencies: entries are added and never changed, the last one of a unit counts. */
import type { Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const ADD = statement('insert into agency_number (unit_path, number, reason, account, at) values ($1::ltree, $2, $3, $4, $5) returning id');

export async function addAgencyNumber(
  db: Session,
  { unitPath, number, reason }: { readonly unitPath: string; readonly number: string; readonly reason: string },
  account: string,
  now: string,
): Promise<number> {
  const [row] = await rowsOf<{ id: number }>(db, ADD, [unitPath, number, reason, account, now]);
  return row?.id ?? 0;
}
