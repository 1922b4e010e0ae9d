import { Transient } from '../errors.ts';
import type { DatabaseLocation } from '../store/locate-database.ts';

/** Rejects when the embedded server has ended under us; with DATABASE_URL it never does: connections come back by themselves. */
export async function databaseGone({ embedded }: DatabaseLocation): Promise<never> {
  if (!embedded?.exited) return await Promise.withResolvers<never>().promise;
  await embedded.exited;
  throw new Transient('database.gone', 'The embedded database has stopped.');
}
