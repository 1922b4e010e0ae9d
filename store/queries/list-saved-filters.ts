/** The filters that somebody finds beside a list: their own first, then those of their units, by name. */
import type { Database } from '../connection.ts';
import type { SqlPredicate } from '../contract.ts';
import { savedFilterOf, type SavedFilter } from '../repositories/saved-filters.ts';
import { unnamedRowsOf } from '../statement.ts';
import { Conditions } from './conditions.ts';

export interface SavedFilterList {
  /** absent: of all */
  readonly screen?: string | undefined;
  readonly person: string;
  /** in which the person works: what units below them share is theirs */
  readonly units: readonly string[];
  readonly predicate: SqlPredicate;
}

const MOST = 300;

export async function listSavedFilters(
  db: Database,
  { screen, person, units, predicate }: SavedFilterList,
): Promise<readonly SavedFilter[]> {
  const conditions = new Conditions()
    .when(screen, 'saved_filter.screen = ?')
    .and('saved_filter.person = ? or live_unit(saved_filter.unit_path) = any(?::ltree[])', [person, units])
    .and(predicate.sql, predicate.bindings);
  const sql = `select saved_filter.id, saved_filter.screen, saved_filter.name, saved_filter.filters, saved_filter.person,
      live_unit(saved_filter.unit_path)::text as "unitPath"
    from saved_filter where ${conditions.where()} order by saved_filter.unit_path is not null, lower(saved_filter.name), saved_filter.id limit ${MOST}`;
  return (await unnamedRowsOf<Record<string, unknown>>(db, sql, conditions.values)).map(savedFilterOf);
}
