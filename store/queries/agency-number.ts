import type { Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

/** The agency that a unit belongs to, as certificates name it. */
export interface AgencyHolder {
  readonly unitPath: string;
  readonly name: string;
  readonly number: string;
}

const HOLDER = statement(`
  select a.unit_path::text as "unitPath", u.name, a.number from agency_fact a join unit u on u.path = a.unit_path
  where a.unit_path @> $1::ltree order by nlevel(a.unit_path) desc, a.id desc limit 1`);

/** The unit itself, or the nearest above it of which the facts are on record. */
export async function findAgencyHolder(db: Session, unitPath: string): Promise<AgencyHolder | undefined> {
  return (await rowsOf<AgencyHolder & object>(db, HOLDER, [unitPath]))[0];
}
