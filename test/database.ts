import type { TestFn } from 'ava';
import pg from 'pg';
import { asAdmin, databaseUrl } from './database-server.ts';

/** A migrated, empty database of the calling test file. Its members are there in hooks and tests, not before. */
export interface TestDatabase {
  readonly url: string;
  readonly pool: pg.Pool;
}

let created = 0;

/** Clones the migrated template, or another; the name says which process must be alive for the database to be kept. */
export async function createDatabase(template = process.env['TEST_TEMPLATE']): Promise<string> {
  created += 1;
  const name = `test_${process.pid}_${created}`;
  await asAdmin(async (admin) => await admin.query(`create database ${name} template ${template} strategy file_copy`));
  return databaseUrl(name);
}

/** Fails when somebody still has a connection: a leak in the code under test, or a test that did not clean up. */
export async function dropDatabase(url: string): Promise<void> {
  const name = new URL(url.replace('app@/', 'app@localhost/')).pathname.slice(1);
  await asAdmin(async (admin) => {
    const left = await connectionsLeft(admin, name);
    await admin.query(`drop database if exists ${name} with (force)`);
    if (left.length > 0) throw new Error(`${left.length} connections to the test's database were left open: ${left.join(' | ')}`);
  });
}

/** A closed connection is on the server's list for a few milliseconds more. */
async function connectionsLeft(admin: pg.Client, name: string): Promise<readonly string[]> {
  const deadline = Date.now() + 1_500;
  for (;;) {
    const { rows } = await admin.query<{ query: string }>('select query from pg_stat_activity where datname = $1 and backend_type = $2', [
      name,
      'client backend',
    ]);
    if (rows.length === 0 || Date.now() > deadline) return rows.map((row) => row.query);
    await admin.query('select pg_sleep(0.02)');
  }
}

/** `const database = useDatabase(test);` at the top of a test file, then `database.pool` or `database.url` inside tests. */
export function useDatabase(test: TestFn): TestDatabase {
  const database: { url: string; pool: pg.Pool | undefined } = { url: '', pool: undefined };
  // serial: ava runs plain hooks at the same time, and the file's own hooks need the database
  test.serial.before(async () => {
    database.url = await createDatabase();
    database.pool = new pg.Pool({ connectionString: database.url, max: 8 });
    database.pool.on('error', () => {});
  });
  test.after.always(async () => {
    await database.pool?.end();
    if (database.url !== '') await dropDatabase(database.url);
  });
  return {
    get url() {
      return database.url;
    },
    get pool() {
      if (!database.pool) throw new Error('The database is there once the tests run: use it in hooks and tests.');
      return database.pool;
    },
  };
}
