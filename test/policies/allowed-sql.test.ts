import test from 'ava';
import fc from 'fast-check';
import type { PolicyActor } from '../../policies/ability.ts';
import { allowedSql } from '../../policies/allowed-sql.ts';
import { can } from '../../policies/can.ts';
import { useDatabase } from '../database.ts';
import { shipped, under } from './actors.ts';
import { COLUMN_TYPES, FIELDS, row, rules, type Row } from './random-rules.ts';

const database = useDatabase(test);
const names = Object.keys(FIELDS) as (keyof typeof FIELDS)[];
const columns = Object.fromEntries(names.map((name) => [name, `t."${name}"`]));
const rows: readonly Row[] = fc.sample(row, { numRuns: 1_500, seed: 20261121 });

test.serial.before(async () => {
  const { pool } = database;
  await pool.query('create extension if not exists ltree');
  await pool.query(`create table policy_row (id int, ${names.map((name) => `"${name}" ${COLUMN_TYPES[FIELDS[name]]}`).join(', ')})`);
  const values = `${names.map((name, i) => `$${i + 2}::${COLUMN_TYPES[FIELDS[name]]}`).join(', ')}`;
  for (const [i, one] of rows.entries())
    await pool.query(`insert into policy_row values ($1, ${values})`, [i, ...names.map((name) => one[name])]);
});

const selected = async (sql: string, bindings: readonly unknown[]): Promise<readonly number[]> =>
  (await database.pool.query<{ id: number }>(`select id from policy_row t where ${sql} order by id`, [...bindings])).rows.map(
    ({ id }) => id,
  );

const ACTORS: readonly Partial<PolicyActor>[] = [
  {},
  { onBehalfOf: 'p2' },
  {
    onBehalfOf: 'p2',
    roles: [{ role: 'officer', unitPath: 'cuc.hanoi' }],
    cover: {
      account: 'a2',
      procedures: ['postponement'],
      units: ['cuc.hanoi'],
      roles: ['officer'],
      forbidding: [{ role: 'sysadmin', unitPath: 'cuc' }],
    },
  },
  { person: undefined },
  { roles: [] },
  { roles: [{ role: 'officer', unitPath: 'cuc' }] },
];

test('a list from SQL has exactly the rows that single checks allow, for random rules', async (t) => {
  let met = 0;
  await fc.assert(
    fc.asyncProperty(rules, fc.constantFrom(...ACTORS), fc.constantFrom('read', 'claim'), async (some, actor, action) => {
      const ability = under(some, actor);
      const { sql, bindings } = allowedSql(ability, action, 'Task', columns);
      const expected = rows.flatMap((one, i) => (can(ability, action, 'Task', one).allowed ? [i] : []));
      t.deepEqual(await selected(sql, bindings), expected, sql);
      if (expected.length > 0 && expected.length < rows.length) met += 1;
    }),
    { numRuns: 300 },
  );
  t.true(met > 50, `only ${met} of 300 rule sets told rows apart`);
});

test('the shipped rules give the same list by SQL as by single checks', async (t) => {
  for (const role of ['officer', 'manager', 'sysadmin', 'auditor', 'admin-local']) {
    const ability = shipped({ onBehalfOf: 'p2', roles: [{ role, unitPath: 'cuc.hanoi' }] });
    for (const action of ['read', 'claim', 'complete', 'assign', 'recall']) {
      const { sql, bindings } = allowedSql(ability, action, 'Task', columns);
      const expected = rows.flatMap((one, i) => (can(ability, action, 'Task', one).allowed ? [i] : []));
      t.deepEqual(await selected(sql, bindings), expected, `${role} ${action}`);
    }
  }
});

test('where nothing is allowed the condition is false, and nothing is bound', (t) => {
  t.deepEqual(allowedSql(under([]), 'read', 'Task', columns), { sql: 'false', bindings: [] });
});

test('placeholders are those of the database or of the query builder', (t) => {
  const ability = under([{ effect: 'allow', subject: 'Task', actions: ['read'], conditions: { state: 'open', assignee: '${person}' } }]);
  t.deepEqual(allowedSql(ability, 'read', 'Task', columns), { sql: '(t."state" = $1 and t."assignee" = $2)', bindings: ['open', 'p1'] });
  t.is(allowedSql(ability, 'read', 'Task', columns, () => '?').sql, '(t."state" = ? and t."assignee" = ?)');
  t.is(allowedSql(ability, 'read', 'Task', columns, (n) => `$${n + 4}`).sql, '(t."state" = $5 and t."assignee" = $6)');
});

test('a field without a column is a defect, never an unfiltered list', (t) => {
  const ability = under([{ effect: 'allow', subject: 'Task', actions: ['read'], conditions: { state: 'open' } }]);
  t.throws(() => allowedSql(ability, 'read', 'Task', {}), { name: 'Invariant' });
});
