import test from 'ava';
import pg from 'pg';
import { createDatabase, dropDatabase, useDatabase } from '../database.ts';

const database = useDatabase(test);

test('each test file has a database of its own', async (t) => {
  const { rows } = await database.pool.query<{ name: string }>('select current_database() as name');
  t.regex(rows[0]?.name ?? '', new RegExp(`^test_${process.pid}_`));
});

test('databases of one run are apart', async (t) => {
  const other = await createDatabase();
  t.teardown(async () => await dropDatabase(other));
  await database.pool.query('create table only_here (id int)');
  const client = new pg.Client({ connectionString: other });
  await client.connect();
  const { rows } = await client.query<{ found: boolean }>("select to_regclass('only_here') is not null as found");
  await client.end();
  t.deepEqual(rows, [{ found: false }]);
});

test('a connection that a test leaves open is reported', async (t) => {
  const url = await createDatabase();
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  await client.query('select 42 as forgotten');
  await t.throwsAsync(dropDatabase(url), { message: /left open: select 42 as forgotten/ });
});
