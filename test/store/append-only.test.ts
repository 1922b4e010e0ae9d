import test from 'ava';
import { recordAct } from '../../store/repositories/acts.ts';
import { NOW, startedCase, useStore } from './fixtures.ts';
import { sealAll } from './sealing.ts';

const store = useStore(test);
const RECORDS = [
  'command_log',
  'audit_link',
  'administrative_act',
  'account_change',
  'access_log',
  'record_batch',
  'record_entry',
  'record_checkpoint',
  'record_time_stamp',
  'destruction',
  'destruction_decision',
  'case_salt',
];
const PARTITIONED = ['command_log', 'audit_link', 'access_log', 'record_entry'];

test.serial.before(async () => {
  const actor = { account: 'a1' };
  await startedCase(store.db);
  await recordAct(store.db, { at: NOW, actor, act: 'suspendTopic', subject: 'x', unitPath: 'cuc', outcome: {} });
  const { pool } = store.db;
  await pool.query(
    "insert into account_change (at, unit_path, operation, result, source) values (now(), 'cuc', 'lock', 'effective', '{}')",
  );
  await pool.query(
    "insert into access_log (id, at, account, operation, subject, ids, scope, unit_path) values (gen_random_uuid(), now(), 'a1', 'getCase', 'case', '{}', '{}', 'cuc')",
  );
  await sealAll(store.db);
  await pool.query("insert into record_checkpoint values (1, 1, now(), '', '', '', '')");
  await pool.query("insert into record_time_stamp values (1, now(), now(), '')");
  await pool.query("insert into destruction values (gen_random_uuid(), gen_random_uuid(), now(), 'a1', 'p1', 'r', 'b', now())");
  await pool.query("insert into destruction_decision select id, true, now(), 'a2', 'p2', 'r' from destruction");
});

const column: Readonly<Record<string, string>> = {
  record_batch: 'size',
  record_checkpoint: 'statement',
  record_time_stamp: 'token',
  destruction: 'reason',
  destruction_decision: 'reason',
  case_salt: 'salt',
};
const codeOf = async (work: () => Promise<unknown>): Promise<string | undefined> => {
  try {
    await work();
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

for (const table of RECORDS)
  test.serial(`${table} cannot be changed, deleted from or emptied, not even by its owner`, async (t) => {
    const { rows } = await store.db.pool.query<{ count: number }>(`select count(*)::int as count from ${table}`);
    t.true((rows[0]?.count ?? 0) > 0, 'there is something to change');
    const set = column[table] ?? 'account';
    const of = table === 'audit_link' ? 'hash' : set;
    for (const sql of [`update ${table} set ${of} = ${of}`, `delete from ${table}`, `truncate ${table} cascade`])
      t.is(await codeOf(async () => await store.db.pool.query(sql)), 'TKAPP', sql);
  });

for (const table of PARTITIONED)
  test.serial(`no month of ${table} can be emptied or changed by itself, those of later included`, async (t) => {
    await store.db.pool.query("select ensure_month_partitions('2041-05-01', 1)");
    const { rows } = await store.db.pool.query<{ part: string }>(
      'select inhrelid::regclass::text as part from pg_inherits where inhparent = $1::regclass',
      [table],
    );
    t.true(rows.some(({ part }) => part === `${table}_204105`));
    for (const { part } of rows) t.is(await codeOf(async () => await store.db.pool.query(`truncate ${part}`)), 'TKAPP', part);
    const filled = await store.db.pool.query<{ part: string }>(`select tableoid::regclass::text as part from ${table} limit 1`);
    for (const { part } of filled.rows) t.is(await codeOf(async () => await store.db.pool.query(`delete from ${part}`)), 'TKAPP', part);
  });

test.serial('an application role may change no table that triggers keep, whichever', async (t) => {
  const role = `test_kept_${process.pid}`;
  const { pool } = store.db;
  await pool.query(`create role ${role}`);
  try {
    await pool.query(`select grant_to_application('${role}')`);
    const { rows } = await pool.query<{ name: string; changes: boolean }>(
      `select distinct tgrelid::regclass::text as name,
         has_table_privilege($1, tgrelid, 'update') or has_table_privilege($1, tgrelid, 'delete') or has_table_privilege($1, tgrelid, 'truncate') as changes
       from pg_trigger where (tgname like '%\\_append\\_only' or tgfoid = 'append_only'::regproc) and tgtype & 8 > 0`,
      [role],
    );
    for (const name of [...RECORDS, 'document_revision', 'document_verification', 'document_amendment', 'role_binding', 'person_event'])
      t.true(
        rows.some((row) => row.name === name),
        name,
      );
    t.deepEqual(
      rows.filter(({ changes }) => changes),
      [],
    );
  } finally {
    await pool.query(`drop owned by ${role}`);
    await pool.query(`drop role ${role}`);
  }
});

test.serial('an application role of its own may add to the records and read them, and no more', async (t) => {
  const role = `test_application_${process.pid}`;
  const client = await store.db.pool.connect();
  try {
    await client.query(`create role ${role}`);
    await client.query(`select grant_to_application('${role}')`);
    await client.query(`set role ${role}`);
    for (const table of RECORDS) {
      t.true(((await client.query(`select from ${table}`)).rowCount ?? 0) > 0, table);
      const of = table === 'audit_link' ? 'hash' : (column[table] ?? 'account');
      for (const sql of [`update ${table} set ${of} = ${of}`, `delete from ${table}`, `truncate ${table}`])
        t.is(await codeOf(async () => await client.query(sql)), '42501', sql);
    }
    for (const table of PARTITIONED) t.is(await codeOf(async () => await client.query(`delete from ${table}_rest`)), '42501', table);
    t.true(((await client.query<{ made: number }>("select ensure_month_partitions('2040-01-01', 1) as made")).rows[0]?.made ?? 0) >= 4);
    t.is((await client.query('update process_case set title = title')).rowCount, 1);
  } finally {
    await client.query('reset role');
    await client.query(`drop owned by ${role}`);
    await client.query(`drop role ${role}`);
    client.release();
  }
});
