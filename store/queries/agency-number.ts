import type { Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const NUMBER = statement(`
  select a.number from agency_fact a where a.unit_path @> $1::ltree order by nlevel(a.unit_path) desc, a.id desc limit 1`);

/** The number by which certificates name the agency that a unit belongs to: its own, or of the nearest unit above that has one. */
export async function findAgencyNumber(db: Session, unitPath: string): Promise<string | undefined> {
  return (await rowsOf<{ number: string }>(db, NUMBER, [unitPath]))[0]?.number;
}
