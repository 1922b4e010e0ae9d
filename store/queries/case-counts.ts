import type { Database } from '../connection.ts';
import type { EndState } from '../../engine/state.ts';
import type { SqlPredicate } from '../contract.ts';
import { unnamedRowsOf } from '../statement.ts';
import { Conditions } from './conditions.ts';

export interface CaseCount {
  readonly procedure: string;
  readonly unitPath: string;
  /** its first day */
  readonly month: string;
  readonly outcome: EndState | 'running';
  readonly cases: number;
}

export interface CountFilter {
  readonly procedure?: string;
  readonly unitPath?: string;
  /** ISO dates: first day of the first and last month */
  readonly from?: string;
  readonly to?: string;
}

/** Columns of the subject `Statistics`. */
export const STATISTICS_COLUMNS = { procedure: 'counted.procedure', unitPath: 'counted.unit_path' } as const;

/** Cells of at least `least` cases; as many as there are, by month. */
export async function listCaseCounts(
  db: Database,
  {
    filter,
    least,
    now,
    predicate,
  }: { readonly filter: CountFilter; readonly least: number; readonly now: string; readonly predicate: SqlPredicate },
): Promise<readonly CaseCount[]> {
  const conditions = new Conditions([least, now])
    .when(filter.procedure, 'counted.procedure = ?')
    .when(filter.unitPath, 'counted.unit_path <@ ?::ltree')
    .when(filter.from, 'counted.month >= ?::date')
    .when(filter.to, 'counted.month <= ?::date')
    .and(predicate.sql, predicate.bindings);
  const text = `select procedure, unit_path as "unitPath", month, outcome, cases from anonymous_case_counts($1, $2) counted
    where ${conditions.where()} order by month, procedure, unit_path, outcome limit 10000`;
  return await unnamedRowsOf<CaseCount & Record<string, unknown>>(db, text, conditions.values);
}
