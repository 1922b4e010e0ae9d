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

const SEED = statement(`
  insert into agency_fact (unit_path, number, place, reason, account, at)
  select $1::ltree, $2, $3, 'demo', 'system:installer', $4 where not exists (select from agency_fact where unit_path = $1::ltree)`);
const SEED_NUMBER = statement('update person set identity_number = $2 where id = $1 and identity_number is null');

/** Of a demonstration: what is there stays as it is. */
export async function seedAgencies(
  db: Session,
  agencies: readonly { readonly unitPath: string; readonly number: string; readonly place: string }[],
  now: string,
): Promise<void> {
  for (const { unitPath, number, place } of agencies) await rowsOf(db, SEED, [unitPath, number, place, now]);
}

/** Of a demonstration that began before its people had numbers. */
export async function seedIdentityNumber(db: Session, person: string, number: string): Promise<void> {
  await rowsOf(db, SEED_NUMBER, [person, number]);
}
