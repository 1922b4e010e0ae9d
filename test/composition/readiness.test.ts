import test from 'ava';
import { readiness } from '../../composition/readiness.ts';
import { openDatabase } from '../../store/connection.ts';
import { useDatabase } from '../database.ts';

const database = useDatabase(test);

test.serial('a migrated database that answers is ready', async (t) => {
  const db = openDatabase(database.url);
  t.teardown(async () => await db.close());
  t.deepEqual(await readiness(db), { database: true, pendingMigrations: [], unknownMigrations: [] });
});

test.serial('missing migrations, and those of a newer version, are named', async (t) => {
  const db = openDatabase(database.url);
  t.teardown(async () => await db.close());
  const last = (await db.knex('knex_migrations').orderBy('id', 'desc').first('id', 'name')) as { id: number; name: string };
  await db.knex('knex_migrations').where({ id: last.id }).update({ name: '2099_newer' });
  t.teardown(async () => await db.knex('knex_migrations').where({ id: last.id }).update({ name: last.name }));
  t.deepEqual(await readiness(db), { database: true, pendingMigrations: [last.name], unknownMigrations: ['2099_newer'] });
});

test('a database that is not there is not ready', async (t) => {
  const db = openDatabase('postgresql://nobody@localhost:1/nothing');
  t.teardown(async () => await db.close());
  t.false((await readiness(db)).database);
});
