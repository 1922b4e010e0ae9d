import test from 'ava';
import { Transient } from '../../errors.ts';
import { openDatabase } from '../../store/connection.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { saveStep } from '../../store/repositories/save-step.ts';
import { nextStep, NOW, opened, startedCase, useStore } from './fixtures.ts';

const store = useStore(test);
const cases = async (count: number): Promise<readonly string[]> =>
  await Promise.all(Array.from({ length: count }, async () => await startedCase(store.db)));

test('steps saved together are each checked and answered by themselves', async (t) => {
  const { db } = store;
  const ids = await cases(6);
  const results = await Promise.all(ids.map(async (id, at) => await saveStep(db, nextStep(id, at % 2 === 0 ? 1 : 7, [opened(9)]))));
  t.deepEqual(
    results.map(({ status }) => status),
    ['applied', 'stale', 'applied', 'stale', 'applied', 'stale'],
  );
  const loaded = await Promise.all(ids.map(async (id) => await loadCase(db, id, { now: NOW })));
  t.deepEqual(
    loaded.map((one) => [one?.case.id, one?.case.revision, one?.tasks.length]),
    ids.map((id, at) => [id, at % 2 === 0 ? 2 : 1, at % 2 === 0 ? 2 : 1]),
  );
});

test('one step that the database refuses undoes none of its companions', async (t) => {
  const { db } = store;
  const ids = await cases(4);
  const poison = String.fromCodePoint(0);
  const results = await Promise.allSettled(
    ids.map(async (id, at) => await saveStep(db, { ...nextStep(id, 1), ...(at === 2 && { variables: { 1: { text: poison } } }) })),
  );
  t.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
  );
  const { rows } = await db.pool.query('select case_id, count(*)::int as steps from command_log where case_id = any($1) group by 1', [ids]);
  t.deepEqual(
    ids.map((id) => rows.find(({ case_id }) => case_id === id)?.steps),
    [2, 2, 1, 2],
  );
});

test('two nodes that step the same cases together get through, and each step lands once', async (t) => {
  const ids = await cases(20);
  const nodes = [openDatabase(store.db.url), openDatabase(store.db.url)];
  try {
    const results = await Promise.all(
      nodes.map(
        async (node, n) =>
          await Promise.all((n === 0 ? ids : ids.toReversed()).map(async (id) => (await saveStep(node, nextStep(id, 1))).status)),
      ),
    );
    t.is(results.flat().filter((status) => status === 'applied').length, ids.length);
    t.is(results.flat().filter((status) => status === 'stale').length, ids.length);
  } finally {
    await Promise.all(nodes.map(async (node) => await node.close()));
  }
});

test('a case that somebody holds for long keeps no other waiting, and its own step may be tried again', async (t) => {
  const { db } = store;
  const [held = '', ...free] = await cases(5);
  const other = await db.pool.connect();
  try {
    await other.query('begin');
    await other.query('select from process_case where id = $1 for update', [held]);
    const [refused, ...rest] = await Promise.allSettled([held, ...free].map(async (id) => await saveStep(db, nextStep(id, 1))));
    t.true(refused?.status === 'rejected' && refused.reason instanceof Transient);
    t.deepEqual(
      rest.map((one) => one.status === 'fulfilled' && one.value.status),
      ['applied', 'applied', 'applied', 'applied'],
    );
    await other.query('commit');
    t.is((await saveStep(db, nextStep(held, 1))).status, 'applied');
  } finally {
    other.release();
  }
});
