import test from 'ava';
import pg from 'pg';
import type { Rejection } from '../../errors.ts';
import { openKnex } from '../../store/connection.ts';
import { migrations } from '../../migrations/list.ts';
import { migrate, migrationState } from '../../store/migrate.ts';
import { asAdmin, databaseUrl } from '../database-server.ts';

let made = 0;
/** An empty database, without the template. */
async function empty(t: { teardown(work: () => Promise<void>): void }): Promise<string> {
  made += 1;
  const name = `test_${process.pid}_empty_${made}`;
  await asAdmin(async (admin) => await admin.query(`create database ${name}`));
  t.teardown(async () => await asAdmin(async (admin) => void (await admin.query(`drop database ${name} with (force)`))));
  return databaseUrl(name);
}

test('a database is brought up from nothing, by several nodes that start at once', async (t) => {
  const url = await empty(t);
  const done = await Promise.all([migrate(url), migrate(url), migrate(url)]);
  const sizes = done.map((names) => names.length).toSorted((a, b) => b - a);
  t.true((sizes[0] ?? 0) > 5);
  t.deepEqual(sizes.slice(1), [0, 0]);
  const knex = openKnex(url, 1);
  const state = await migrationState(knex);
  await knex.destroy();
  t.deepEqual(state.pending, []);
  t.is(state.applied.length, sizes[0] ?? 0);
});

test('a database of a newer version is refused and left as it is', async (t) => {
  const url = await empty(t);
  await migrate(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("insert into knex_migrations (name, batch, migration_time) values ('20991231000000_future', 9, now())");
  const error = (await t.throwsAsync(async () => await migrate(url))) as Rejection;
  t.is(error.code, 'databaseIsNewer');
  t.regex(error.message, /20991231000000_future/);
  await client.end();
});

test('record tables have a partition for every month of the coming year, and take any other month', async (t) => {
  const url = await empty(t);
  await migrate(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ parts: number }>(
    "select count(*)::int as parts from pg_inherits where inhparent = 'audit_link'::regclass",
  );
  t.true((rows[0]?.parts ?? 0) >= 13);
  await client.query("insert into audit_link values (gen_random_uuid(), 1, '1999-05-05', '', '')");
  t.is((await client.query("select ensure_month_partitions('1999-04-01', 3) as made")).rows[0]?.made, 17);
  t.is((await client.query("select from audit_link where at = '1999-05-05'")).rowCount, 1);
  await client.end();
});

test('the class of data that cases were marked with before stands on them and their tasks afterwards', async (t) => {
  const url = await empty(t);
  const earlier = migrations.slice(
    0,
    migrations.findIndex(([name]) => name.endsWith('_case_classes')),
  );
  const knex = openKnex(url, 1);
  const migrationSource = {
    getMigrations: async () => await Promise.resolve([...earlier]),
    getMigrationName: ([name]: (typeof migrations)[number]) => name,
    getMigration: async ([, migration]: (typeof migrations)[number]) => await Promise.resolve(migration),
  };
  await knex.migrate.latest({ migrationSource });
  const ids = ['019aaaaa-0000-7000-8000-000000000001', '019aaaaa-0000-7000-8000-000000000002'] as const;
  for (const [i, id] of ids.entries()) {
    await knex.raw(
      `insert into process_case (id, procedure, definition, code, title, unit_path, parties, participants, state, revision, head, started_at, started_by, updated_at)
       values (?, 'p', ?, ?, '', 'cuc', '{}', '{}', '{}', 1, '', now(), 'a', now())`,
      [id, id, `c${i}`],
    );
    await knex.raw(
      `insert into user_task (case_id, instance, node, name, procedure, definition, unit_path, candidate_roles, candidate_units, candidate_persons,
         excluded_persons, candidate_keys, priority, outcomes, created_at)
       values (?, 1, 'n', 'n', 'p', ?, 'cuc', '{}', '{}', '{}', '{}', '{}', 50, '{}', now())`,
      [id, id],
    );
  }
  await knex.raw("insert into case_class values (?, 'personal')", [ids[0]]);
  await knex.destroy();
  await migrate(url);
  const after = openKnex(url, 1);
  const classes = async (table: string, key: string): Promise<unknown> => await after(table).orderBy(key).pluck('confidentiality');
  t.deepEqual(await classes('process_case', 'id'), ['personal', null]);
  t.deepEqual(await classes('user_task', 'case_id'), ['personal', null]);
  await after.destroy();
});
