import { findDatabase } from '../composition/find-database.ts';
import type { DatabaseLocation } from '../store/locate-database.ts';
import type { CliContext } from './cli-command.ts';

/** Runs `work` with the configured database, and lets go of it however `work` ends. */
export async function withDatabase<T>({ config, logger }: CliContext, work: (database: DatabaseLocation) => Promise<T>): Promise<T> {
  const database = await findDatabase(config, logger);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
