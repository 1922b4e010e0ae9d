import type { Readiness } from '../api/api-services.ts';
import type { Database } from '../store/connection.ts';
import { migrationState } from '../store/migrate.ts';

/** Asks the database, with a limit: a health check that hangs is worse than one that says no. */
export async function readiness(db: Database, limitMs = 3_000): Promise<Readiness> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('no answer')), limitMs);
  try {
    const { pending, unknown } = await Promise.race([migrationState(db.knex), late]);
    return { database: true, pendingMigrations: pending, unknownMigrations: unknown };
  } catch {
    return { database: false, pendingMigrations: [], unknownMigrations: [] };
  } finally {
    clearTimeout(timer);
  }
}
