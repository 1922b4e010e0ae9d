/** The agency that a unit's documents come from, as it is called on a day. */
import type { Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export interface AgencyFacts {
  readonly name: string;
  readonly abbreviation: string;
  /** name of the agency above it */
  readonly parent?: string;
  /** where its seat is, for the line of place and date */
  readonly place?: string;
}

const AGENCY = statement(`
  select coalesce(own.name, self.name) as name, a.abbreviation, place.place,
    (select u.name from unit u where u.path @> subpath(a.path, 0, -1) and nlevel(a.path) > 1 and u.valid_to is null
      order by nlevel(u.path) desc limit 1) as parent
  from issuing_agency($1::ltree, $2::date) a
    left join unit self on self.id = a.unit
    left join unit_term own on own.unit = a.unit and own.valid_from <= $2::date and (own.valid_to is null or own.valid_to > $2::date)
    left join lateral (select f.place from agency_fact f where f.unit_path @> $1::ltree order by nlevel(f.unit_path) desc, f.id desc limit 1) place on true`);

/** Undefined where neither the unit nor one above it has an abbreviation. `day`: ISO date. */
export async function findAgency(db: Session, unitPath: string, day: string): Promise<AgencyFacts | undefined> {
  const [row] = await rowsOf<{ name: string; abbreviation: string; parent: string | null; place: string | null }>(db, AGENCY, [
    unitPath,
    day,
  ]);
  if (!row) return undefined;
  const { name, abbreviation, parent, place } = row;
  return { name, abbreviation, ...(parent !== null && { parent }), ...(place !== null && { place }) };
}
