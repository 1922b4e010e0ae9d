import test from 'ava';
import { saveDeployment } from '../../store/repositories/definitions.ts';
import { saveStep } from '../../store/repositories/save-step.ts';
import { broadcastSignal, correlateMessage, expireMessages, matchMessages } from '../../store/queues/messages.ts';
import { after, nextStep, NOW, startedCase, useStore } from './fixtures.ts';

const store = useStore(test);
const waiting = (key: string, instance = 4, name = 'answer') =>
  ({ type: 'subscribed', instance, node: 'receive', kind: 'message', name, key }) as const;
const message = (id: string, key: string, expiresAt = after(3600), name = 'answer') => ({
  id,
  name,
  key,
  payload: { text: 'có' },
  expiresAt,
});

test('a message meets the case that waits for it, and is delivered once', async (t) => {
  const { db } = store;
  const caseId = await startedCase(db, { effects: [waiting('k1')] });
  const found = await correlateMessage(db, message('m1', 'k1'), NOW);
  t.deepEqual(found, {
    type: 'waiting',
    matched: { messageId: 'm1', caseId, instance: 4, node: 'receive', name: 'answer', payload: { text: 'có' } },
  });
  const deliver = (revision: number) => nextStep(caseId, revision, [{ type: 'unsubscribed', instance: 4 }], { consumes: 'm1' });
  t.is((await saveStep(db, deliver(1))).status, 'applied');
  t.deepEqual(await saveStep(db, deliver(2)), { status: 'consumed' });
  t.is((await db.pool.query('select from command_log where case_id = $1', [caseId])).rowCount, 2);
  t.deepEqual(await correlateMessage(db, message('m1', 'k1'), NOW), { type: 'duplicate' });
});

test('a message that comes early waits for its case, which is told when it subscribes', async (t) => {
  const { db } = store;
  t.deepEqual(await correlateMessage(db, message('m2', 'k2'), NOW), { type: 'stored' });
  t.deepEqual(await correlateMessage(db, message('m2', 'k2'), NOW), { type: 'duplicate' });
  const caseId = await startedCase(db);
  const result = await saveStep(db, nextStep(caseId, 1, [waiting('k2')]));
  const matched = [{ messageId: 'm2', caseId, instance: 4, node: 'receive', name: 'answer', payload: { text: 'có' } }];
  t.deepEqual(result, { status: 'applied', revision: 2, matched });
  t.deepEqual(await matchMessages(db, caseId, NOW), matched);
  t.is((await db.pool.query("select from outbox where kind = 'messageMatched' and case_id = $1", [caseId])).rowCount, 1);
});

test('a message is not kept where no time to live is given', async (t) => {
  const { db } = store;
  t.deepEqual(await correlateMessage(db, message('m3', 'k3', NOW), NOW), { type: 'unmatched' });
  t.deepEqual((await saveStep(db, nextStep(await startedCase(db), 1, [waiting('k3')]))).status, 'applied');
});

test('an expired message is not delivered and is forgotten, unless somebody waits for it', async (t) => {
  const { db } = store;
  await correlateMessage(db, message('m4', 'k4', after(10)), NOW);
  await correlateMessage(db, message('m5', 'k5', after(10)), NOW);
  await startedCase(db, { effects: [waiting('k5')] });
  const late = await saveStep(db, nextStep(await startedCase(db), 1, [waiting('k4', 5)], { now: after(11) }));
  t.deepEqual(late, { status: 'applied', revision: 2, matched: [] });
  await db.pool.query("delete from subscription where key = 'k4'");
  t.is(await expireMessages(db, after(11)), 1);
  t.is((await db.pool.query("select from message_buffer where id = 'm5'")).rowCount, 1);
});

test('message and subscriber that arrive together never miss each other', async (t) => {
  const { db } = store;
  for (let round = 0; round < 25; round += 1) {
    const key = `race-${round}`;
    const caseId = await startedCase(db);
    const [found, saved] = await Promise.all([
      correlateMessage(db, message(`race-${round}`, key), NOW),
      saveStep(db, nextStep(caseId, 1, [waiting(key)])),
    ]);
    const bySubscriber = saved.status === 'applied' && saved.matched.length === 1;
    t.true(found.type === 'waiting' || bySubscriber, `round ${round}: ${found.type}`);
  }
});

test('a message starts a case where nobody waits, of the latest version only', async (t) => {
  const { db } = store;
  const ids = ['018f0000-0000-7000-8000-00000000c001', '018f0000-0000-7000-8000-00000000c002'];
  for (const id of ids)
    await saveDeployment(db, {
      id,
      name: 'd',
      account: 'a',
      now: NOW,
      definitions: [
        { id, kind: 'bpmn', key: 'petition', name: 'P', source: id, starts: [{ kind: 'message', node: 'received', name: 'petition' }] },
      ],
    });
  t.deepEqual(await correlateMessage(db, message('m6', '', NOW, 'petition'), NOW), { type: 'start', definition: ids[1], node: 'received' });
  const caseId = await startedCase(db, { consumes: 'm6' });
  t.is((await db.pool.query('select from message_buffer where consumed_by = $1', [caseId])).rowCount, 1);
});

test('a signal leaves one entry for each case that listens, not for the one that threw it', async (t) => {
  const { db } = store;
  const listening = { type: 'subscribed', instance: 4, node: 'signal', kind: 'signal', name: 'amnesty', key: '' } as const;
  const ids = await Promise.all([1, 2, 3].map(async () => await startedCase(db, { effects: [listening, { ...listening, instance: 5 }] })));
  t.is(await broadcastSignal(db, { id: 's1', name: 'amnesty', payload: { year: 2026 }, except: ids[0] }, NOW), 2);
  const { rows } = await db.pool.query<{ case_id: string; payload: unknown }>(
    "select case_id, payload from outbox where kind = 'signalDelivery' order by case_id",
  );
  t.deepEqual(
    rows,
    [ids[1] ?? '', ids[2] ?? '']
      .toSorted()
      .map((caseId) => ({ case_id: caseId, payload: { signalId: 's1', caseId, name: 'amnesty', payload: { year: 2026 } } })),
  );
});
