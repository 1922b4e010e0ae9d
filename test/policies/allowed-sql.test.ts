import test from 'ava';
import fc from 'fast-check';
import { abilityFor, type Ability, type PolicyActor } from '../../policies/ability.ts';
import { allowedSql } from '../../policies/allowed-sql.ts';
import { can } from '../../policies/can.ts';
import { readRuleFile } from '../../policies/read-rule-file.ts';
import type { Rule } from '../../policies/rule.ts';
import { SHIPPED_RULES } from '../../policies/shipped-rules.ts';
import { subjectDefinition, type SubjectName } from '../../policies/subjects.ts';
import { useDatabase } from '../database.ts';
import { under } from './actors.ts';
import { formFieldColumns, type FixedOfField } from '../../store/queries/form-field-columns.ts';
import { LISTS, likeTables, type ListedSubject } from './listed-subjects.ts';
import { MATRIX_ROLES } from './matrix/compute-matrix.ts';
import { randomRules, randomThing, type Row } from './random-rules.ts';

const database = useDatabase(test);
const things = new Map<string, readonly Row[]>();
const THINGS = 400;

test.serial.before(async () => {
  const { pool } = database;
  for (const list of LISTS) {
    const rows = fc.sample(randomThing(list.subject, SHIPPED_RULES), { numRuns: THINGS, seed: 20261121 });
    things.set(list.name, await likeTables(pool, list, rows));
  }
});

async function listed({ name, from }: ListedSubject, sql: string, bindings: readonly unknown[]): Promise<readonly number[]> {
  const { rows } = await database.pool.query<{ n: number }>(`select n from ${from(name)} where ${sql} order by n`, [...bindings]);
  return rows.map(({ n }) => n);
}

/** How many things the ability tells from the others. */
async function compare(
  list: ListedSubject,
  ability: Ability,
  action: string,
): Promise<{ readonly equal: boolean; readonly told: boolean }> {
  const { sql, bindings } = allowedSql(ability, action, list.subject, list.columns);
  const rows = things.get(list.name) ?? [];
  const expected = rows.flatMap((one, i) => (can(ability, action, list.subject, one).allowed ? [i] : []));
  const equal = JSON.stringify(await listed(list, sql, bindings)) === JSON.stringify(expected);
  return { equal, told: expected.length > 0 && expected.length < rows.length };
}

const ACTORS: readonly Partial<PolicyActor>[] = [
  {},
  { onBehalfOf: 'p2' },
  {
    onBehalfOf: 'p2',
    roles: [{ role: 'officer', unitPath: 'cuc.hanoi' }],
    cover: {
      account: 'a2',
      day: '2026-11-29',
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

for (const list of LISTS) {
  const [first = '', second = first] = subjectDefinition(list.subject).actions;
  test(`${list.name}: a list from SQL has exactly the rows that single checks allow, for random rules`, async (t) => {
    let met = 0;
    const runs = list.subject === 'Task' ? 300 : 100;
    await fc.assert(
      fc.asyncProperty(
        randomRules(list.subject),
        fc.constantFrom(...ACTORS),
        fc.constantFrom(first, second),
        async (some, actor, action) => {
          const { equal, told } = await compare(list, under(some, actor), action);
          t.true(equal, JSON.stringify(some));
          if (told) met += 1;
        },
      ),
      { numRuns: runs },
    );
    t.true(met > runs / 10, `only ${met} of ${runs} rule sets told rows apart`);
  });

  test(`${list.name}: every role has the same list by SQL as by single checks, for every action`, async (t) => {
    let met = 0;
    for (const role of MATRIX_ROLES) {
      const roles = [{ role, unitPath: 'cuc.hanoi' }];
      const ability = abilityFor({ account: 'a1', person: 'p1', onBehalfOf: 'p2', roles }, SHIPPED_RULES);
      for (const action of subjectDefinition(list.subject).actions) {
        const { equal, told } = await compare(list, ability, action);
        t.true(equal, `${role} ${action}`);
        if (told) met += 1;
      }
    }
    t.true(met > 0, 'no role has some of them and not others');
  });
}

test('FormField: a list of cases by a field has exactly those in which single checks let it be read, for random rules', async (t) => {
  const cases = things.get('CASE_COLUMNS') ?? [];
  const list = LISTS.find(({ name }) => name === 'CASE_COLUMNS');
  if (!list) throw new Error('Expected a list of cases.');
  let met = 0;
  await fc.assert(
    fc.asyncProperty(randomRules('FormField'), randomThing('FormField'), fc.constantFrom(...ACTORS), async (some, thing, actor) => {
      const { unitPath: _, caseConfidentiality: __, ...fixed } = thing;
      const ability = under(some, actor);
      const { sql, bindings } = allowedSql(ability, 'read', 'FormField', formFieldColumns(fixed as FixedOfField));
      const expected = cases.flatMap(({ unitPath, confidentiality }, i) =>
        can(ability, 'read', 'FormField', { ...fixed, unitPath, caseConfidentiality: confidentiality }).allowed ? [i] : [],
      );
      t.deepEqual(await listed(list, sql, bindings), expected, JSON.stringify(some));
      if (expected.length > 0 && expected.length < cases.length) met += 1;
    }),
    { numRuns: 600 },
  );
  t.true(met > 3, `only ${met} rule sets told cases apart`);
});

/** Under one rule of an officer in `cuc.hanoi`. */
const one = (subject: SubjectName, conditions: Rule['conditions']): Ability => {
  const file = readRuleFile({ role: 'officer', rules: [{ id: 'r', effect: 'allow', subject, actions: ['read'], conditions }] });
  return abilityFor({ account: 'a1', person: 'p1', roles: [{ role: 'officer', unitPath: 'cuc.hanoi' }] }, [file]);
};
const columns = { state: 't."state"', assignee: 't."assignee"' };

test('where nothing is allowed the condition is false, and nothing is bound', (t) => {
  t.deepEqual(allowedSql(under([]), 'read', 'Task', columns), { sql: 'false', bindings: [] });
});

test('placeholders are those of the database or of the query builder', (t) => {
  const ability = one('Task', { state: 'open', assignee: '${person}' });
  t.deepEqual(allowedSql(ability, 'read', 'Task', columns), { sql: '(t."state" = $1 and t."assignee" = $2)', bindings: ['open', 'p1'] });
  t.is(allowedSql(ability, 'read', 'Task', columns, () => '?').sql, '(t."state" = ? and t."assignee" = ?)');
  t.is(allowedSql(ability, 'read', 'Task', columns, (n) => `$${n + 4}`).sql, '(t."state" = $5 and t."assignee" = $6)');
});

test('a field without a column is a defect, never an unfiltered list', (t) => {
  t.throws(() => allowedSql(one('Task', { state: 'open' }), 'read', 'Task', {}), { name: 'Invariant' });
});
