/** Periodic work on the tables themselves. Each call does one bounded piece and may run on several nodes at once. */
import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const ARCHIVE = statement('select archive_cases($1, $2) as moved');
const MONTHS = statement('select ensure_month_partitions($1::date, $2) as made');

/** Moves cases that ended before `before` to the archive; call again while it gives `batch`. */
export async function archiveCases(db: Database, before: string, batch = 500): Promise<number> {
  const [row] = await rowsOf<{ moved: number }>(db, ARCHIVE, [before, batch]);
  return row?.moved ?? 0;
}

/** Partitions for the month of `now` and those that follow; gives how many were made. Monthly at least. */
export async function ensureMonths(db: Database, now: string, months = 14): Promise<number> {
  const [row] = await rowsOf<{ made: number }>(db, MONTHS, [now.slice(0, 10), months]);
  return row?.made ?? 0;
}
