import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export interface UnitFactsRow {
  /** the path that was asked for */
  readonly asked: string;
  readonly name: string;
  readonly kind: string;
}

const FIND = statement(`
  select asked, t.name, u.kind from unnest($1::text[]) asked
    join unit_term t on t.path::text = live_unit_text(asked) join unit u on u.id = t.unit
  where t.valid_from <= $2::date and (t.valid_to is null or t.valid_to > $2::date) and (u.valid_from is null or u.valid_from <= $2::date)`);

/** Units as they are on a day (ISO date), by paths that they have or had. Those that there are not are left out. */
export async function findUnitFacts(db: Database, paths: readonly string[], day: string): Promise<ReadonlyMap<string, UnitFactsRow>> {
  if (paths.length === 0) return new Map();
  const rows = await rowsOf<UnitFactsRow & Record<string, unknown>>(db, FIND, [paths, day]);
  return new Map(rows.map((row) => [row.asked, row]));
}
