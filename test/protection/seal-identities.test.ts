/** Numbers that the register kept before it was encrypted: sealed in batches, in its history too, whatever comes between. */
import ava from 'ava';
import type { Database } from '../../store/connection.ts';
import { sealIdentities } from '../../store/protection/seal-identities.ts';
import { changePerson } from '../../store/repositories/persons.ts';
import { findPersons, findPersonsByNumber } from '../../store/queries/persons.ts';
import { OFFICER, useOffice } from '../commands/fixtures.ts';
import { dumpDatabase } from './dump-database.ts';

const office = useOffice(ava);
const test = ava.serial;
const numberOf = (i: number): string => `0790850${String(10_000 + i)}`;
const COUNT = 7;

/** As it was stored before. */
async function plain(id: string, number: string): Promise<void> {
  const { pool } = office.db;
  await pool.query(
    "insert into party (id, kind, identity_number, name, unit_path, revision, created_at, updated_at) values ($1, 'prisoner', $2, 'Nguyễn Văn A', 'cuc.hanoi', 2, now(), now())",
    [id, number],
  );
  for (const revision of [1, 2])
    await pool.query("insert into party_change (party, revision, at, account, facts) values ($1, $2, now(), 'x', $3)", [
      id,
      revision,
      JSON.stringify({ kind: 'prisoner', name: `A${revision}`, identityNumber: number, unitPath: 'cuc.hanoi' }),
    ]);
}

/** A database whose connection is lost when the nth key is asked for. */
function failing(db: Database, nth: number): Database {
  const { keys } = db;
  if (!keys) throw new Error('Expected keys.');
  let left = nth;
  const keyOf: typeof keys.keyOf = async (owner) => {
    if (--left === 0) throw new Error('lost');
    return await keys.keyOf(owner);
  };
  return { ...db, keys: { ...keys, keyOf } };
}

test('they are sealed, also by a run that was stopped in the middle and begun again, and a run more changes nothing', async (t) => {
  for (let i = 0; i < COUNT; i++) await plain(`p${i}`, numberOf(i));
  const all = await dumpDatabase(office.db.pool);
  for (let i = 0; i < COUNT; i++) t.true(all.includes(numberOf(i)));
  for (const nth of [4, 20]) await t.throwsAsync(sealIdentities(failing(office.db, nth), 2), { message: 'lost' });
  const half = await dumpDatabase(office.db.pool);
  t.true(half.includes(numberOf(COUNT - 1)), 'stopped before the end');
  const rest = await sealIdentities(office.db, 2);
  t.deepEqual(rest.taken, []);
  t.true(rest.persons + rest.states > 0);
  const dump = await dumpDatabase(office.db.pool);
  for (let i = 0; i < COUNT; i++) t.false(dump.includes(numberOf(i)), numberOf(i));
  t.deepEqual(await sealIdentities(office.db, 2), { persons: 0, states: 0, taken: [] });
});

test('a sealed number is read and found as ever', async (t) => {
  t.is((await findPersons(office.db, ['p3']))[0]?.identityNumber, numberOf(3));
  t.deepEqual(
    (await findPersonsByNumber(office.db, { identityNumber: numberOf(3) })).map(({ id }) => id),
    ['p3'],
  );
  const { rows } = await office.db.pool.query("select revision, facts from party_change where party = 'p3' order by revision");
  t.like(rows, [
    { revision: 1, facts: { name: 'A1', kind: 'prisoner', unitPath: 'cuc.hanoi' } },
    { revision: 2, facts: { name: 'A2' } },
  ]);
  for (const { facts } of rows) t.regex(facts.identityNumber.$sealed, /^party:p3:/);
});

test('who has the same number, written otherwise, is named and left for somebody to decide', async (t) => {
  await plain('q1', ` ${numberOf(3)}`);
  t.deepEqual(await sealIdentities(office.db), { persons: 0, states: 2, taken: ['q1'] });
  await office.db.pool.query("update party set identity_number = null where id = 'q1'");
});

test('an entry that is changed meanwhile is sealed by that change', async (t) => {
  await plain('r1', numberOf(50));
  const facts = { kind: 'prisoner', name: 'B', identityNumber: numberOf(50), unitPath: 'cuc.hanoi' } as const;
  const by = { actor: OFFICER, reason: 'sai tên', now: office.services.clock() };
  await changePerson(office.db, { id: 'r1', revision: 2 }, facts, by);
  t.deepEqual(await sealIdentities(office.db), { persons: 0, states: 2, taken: [] });
  t.is((await findPersons(office.db, ['r1']))[0]?.identityNumber, numberOf(50));
});

test('the history of the register admits that change and no other', async (t) => {
  await plain('s1', numberOf(60));
  const update = async (set: string) => await office.db.pool.query(`update party_change set ${set} where party = 's1' and revision = 1`);
  const sealed = (owner: string, more = '') =>
    `facts = (facts::jsonb || '{"identityNumber":{"$sealed":"party:${owner}:abc"}${more}}'::jsonb)::json`;
  for (const set of [
    "account = 'y'",
    "facts = '{}'",
    `facts = (facts::jsonb - 'identityNumber')::json`,
    `facts = (facts::jsonb || '{"identityNumber":"1"}'::jsonb)::json`,
    sealed('p1'),
    sealed('s1', ',"name":"B"'),
    `${sealed('s1')}, reason = 'x'`,
  ])
    await t.throwsAsync(update(set), { message: /append-only/ }, set);
  await t.throwsAsync(office.db.pool.query("delete from party_change where party = 's1'"), { message: /append-only/ });
  await t.notThrowsAsync(update(sealed('s1')));
  await t.throwsAsync(update(sealed('s1')), { message: /append-only/ }, 'once');
});
