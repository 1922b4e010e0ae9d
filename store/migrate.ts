/**
 * Brings a database to this version. Several nodes may start at once: the first takes an advisory lock, the others wait and find
 * nothing to do. A database written by a newer version is refused: older code must not write into a schema it does not know.
 */
import type { Knex } from 'knex';
import { Rejection } from '../errors.ts';
import { migrations } from '../migrations/list.ts';
import { openKnex } from './connection.ts';

type Entry = (typeof migrations)[number];
const migrationSource: Knex.MigrationSource<Entry> = {
  getMigrations: async () => [...migrations],
  getMigrationName: ([name]) => name,
  getMigration: async ([, migration]) => migration,
};

export interface MigrationState {
  readonly applied: readonly string[];
  readonly pending: readonly string[];
  /** applied by a newer version of the product */
  readonly unknown: readonly string[];
}

/** What is applied and what is not; for the health check too. */
export async function migrationState(knex: Knex): Promise<MigrationState> {
  const known = migrations.map(([name]) => name);
  const exists = await knex.schema.hasTable('knex_migrations');
  const applied: string[] = exists ? await knex('knex_migrations').orderBy('id').pluck('name') : [];
  return {
    applied,
    pending: known.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !known.includes(name)),
  };
}

/** Applies what is missing; returns the names. Throws Rejection conflict `databaseIsNewer`. */
export async function migrate(url: string): Promise<readonly string[]> {
  const knex = openKnex(url, 2);
  try {
    return await knex.transaction(async (lock) => {
      await lock.raw('select pg_advisory_xact_lock(4711)');
      const { unknown } = await migrationState(knex);
      if (unknown.length > 0)
        throw new Rejection(
          'conflict',
          'databaseIsNewer',
          `Expected a database of this version, but it has newer migrations: ${unknown.join(', ')}.`,
          {
            details: { unknown },
          },
        );
      const [, names] = (await knex.migrate.latest({ migrationSource })) as [number, string[]];
      return names;
    });
  } finally {
    await knex.destroy();
  }
}
