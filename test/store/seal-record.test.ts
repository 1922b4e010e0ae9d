import test from 'ava';
import { recordAct } from '../../store/repositories/acts.ts';
import { saveStep } from '../../store/repositories/save-step.ts';
import { sealRecord } from '../../store/queues/seal-record.ts';
import { after, nextStep, NOW, startedCase, useStore } from './fixtures.ts';
import { sealAll, verifiedDatabase } from './sealing.ts';

const store = useStore(test);

const actor = { account: 'a1', person: 'p1' };
const act = async (subject: string): Promise<void> =>
  await recordAct(store.db, { at: NOW, actor, act: 'suspendTopic', subject, unitPath: 'cuc', outcome: { changed: true } });
const batches = async () =>
  (
    await store.db.pool.query<{ number: string; size: number; first: string }>(
      'select number, size, first from record_batch order by number',
    )
  ).rows;
const entries = async () =>
  (await store.db.pool.query<{ key: string; source: string }>('select source, key from record_entry order by position')).rows.map(
    ({ source, key }) => `${source} ${key}`,
  );

test.serial('steps and acts of administration are sealed in the order of their transactions, with what they are searched by', async (t) => {
  const id = await startedCase(store.db, { actor }, { unitPath: 'cuc.hue' });
  await act('a');
  await saveStep(
    store.db,
    nextStep(id, 1, [], {
      now: after(5),
      actor: { ...actor, onBehalfOf: 'p9', origin: { address: '203.0.113.7', agent: 'Firefox', session: 'ff' } },
    }),
  );
  await sealAll(store.db);
  const all = await entries();
  t.deepEqual(all.slice(-3), [`step ${id}/1`, 'act 1', `step ${id}/2`]);
  const { rows } = await store.db.pool.query(
    'select account, person, on_behalf_of, case_id, act, address, procedure, unit_path from record_entry order by position desc limit 1',
  );
  t.deepEqual(rows, [
    {
      account: 'a1',
      person: 'p1',
      on_behalf_of: 'p9',
      case_id: id,
      act: 'completeUserTask',
      address: '203.0.113.7',
      procedure: 'account-approval',
      unit_path: 'cuc.hue',
    },
  ]);
  t.deepEqual((await verifiedDatabase(store.db)).findings, []);
});

test.serial('nothing new makes no batch, and nothing is sealed twice', async (t) => {
  await act('once');
  await sealAll(store.db);
  const before = await batches();
  await sealRecord(store.db, { now: NOW, most: 100 });
  t.deepEqual(await batches(), before);
  const all = await entries();
  t.is(new Set(all).size, all.length);
});

test.serial('a row that commits late is waited for: what was written after it is sealed after it', async (t) => {
  const slow = await store.db.pool.connect();
  try {
    await slow.query('begin');
    await recordAct({ pool: slow }, { at: NOW, actor, act: 'suspendTopic', subject: 'slow', unitPath: 'cuc', outcome: {} });
    await act('fast');
    await sealRecord(store.db, { now: NOW, most: 100 });
    const { rows } = await store.db.pool.query<{ subject: string }>(
      "select subject from administrative_act a join record_entry e on e.source = 'act' and e.key = a.id::text where subject in ('slow', 'fast')",
    );
    t.deepEqual(rows, []);
    await slow.query('commit');
  } finally {
    slow.release(true);
  }
  await sealAll(store.db);
  const { rows } = await store.db.pool.query<{ subject: string }>(
    "select subject from administrative_act a join record_entry e on e.source = 'act' and e.key = a.id::text where subject in ('slow', 'fast') order by e.position",
  );
  t.deepEqual(
    rows.map(({ subject }) => subject),
    ['slow', 'fast'],
  );
  t.deepEqual((await verifiedDatabase(store.db)).findings, []);
});

test.serial('a batch ends with a whole transaction, however small it is to be', async (t) => {
  await sealAll(store.db);
  const before = (await batches()).length;
  const client = await store.db.pool.connect();
  try {
    await client.query('begin');
    for (const subject of ['t1', 't2', 't3'])
      await recordAct({ pool: client }, { at: NOW, actor, act: 'suspendTopic', subject, unitPath: 'cuc', outcome: {} });
    await client.query('commit');
  } finally {
    client.release();
  }
  await act('t4');
  await act('t5');
  await sealAll(store.db, 2);
  const sizes = (await batches()).slice(before).map(({ size }) => size);
  t.is(
    sizes.reduce((sum, size) => sum + size, 0),
    5,
  );
  t.deepEqual(sizes, [3, 2]);
  t.deepEqual((await verifiedDatabase(store.db)).findings, []);
});

test.serial('nodes that seal at the same time make one chain without gap or fork, while others write', async (t) => {
  let writing = true;
  const writers = Array.from({ length: 3 }, async (_, index) => {
    for (let step = 0; step < 25; step += 1) {
      const id = await startedCase(store.db);
      await saveStep(store.db, nextStep(id, 1));
      await act(`${index}-${step}`);
    }
  });
  const sealers = Array.from({ length: 2 }, async () => {
    while (writing) await sealRecord(store.db, { now: NOW, most: 7 });
  });
  await Promise.all(writers);
  writing = false;
  await Promise.all(sealers);
  await sealAll(store.db);
  const { findings, summary } = await verifiedDatabase(store.db);
  t.deepEqual(findings, []);
  const { rows } = await store.db.pool.query<{ rows: number }>(
    'select ((select count(*) from audit_link) + (select count(*) from administrative_act))::int as rows',
  );
  t.is(summary.entries + summary.tail.rows, Number(rows[0]?.rows));
  const all = await entries();
  t.is(new Set(all).size, all.length);
});

for (const point of ['recordRead', 'batchWritten', 'batchSealed'] as const)
  test.serial(`a sealer that dies at ${point} leaves a whole batch or none, and the next one goes on`, async (t) => {
    await act(point);
    let died = false;
    const die = (): void => {
      died = true;
      throw new Error('killed');
    };
    const passed = { recordRead: () => {}, batchWritten: () => {}, batchSealed: () => {}, [point]: die };
    for (let turn = 0; !died && turn < 1_000; turn += 1)
      await sealRecord(store.db, { now: NOW, most: 100, passed }).catch((error: Error) => t.is(error.message, 'killed'));
    t.true(died);
    await sealAll(store.db);
    t.deepEqual((await verifiedDatabase(store.db)).findings, []);
    const all = await entries();
    t.is(new Set(all).size, all.length);
  });
