import type { SqlPredicate } from '../contract.ts';
import type { Conditions } from './conditions.ts';

/**
 * Which cases are counted. Cells of one unit, procedure, month and kind are fixed; a small one counts only for readers who may read each of
 * its cases anyway, before anything is summed: so no two answers differ by a group that the reader may not see.
 */
export interface ProgressAsk {
  readonly procedure?: string;
  readonly unitPath?: string;
  /** instants: of the period, its first and the one after its last; where the period before it begins */
  readonly from: string;
  readonly end: string;
  readonly before: string;
  /** smallest group that is told to everybody */
  readonly least: number;
  /** columns of `process_case` or `task`: what the reader may count, and what the reader may read one by one */
  readonly counted: SqlPredicate;
  readonly readable: SqlPredicate;
}

const ZONE = 'Asia/Ho_Chi_Minh';

/** First day of the month in which the column's instant lies, on the law's clock. */
export const monthOf = (column: string): string => `date_trunc('month', ${column} at time zone '${ZONE}')::date`;

/** What limits the rows of `table`, an alias of a table with procedure and unit. */
export const limited = (conditions: Conditions, table: string, { procedure, unitPath, counted }: ProgressAsk): Conditions =>
  conditions.when(procedure, `${table}.procedure = ?`).when(unitPath, `${table}.unit_path <@ ?::ltree`).and(counted.sql, counted.bindings);
