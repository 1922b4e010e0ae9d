import test from 'ava';
import { deliverOutbox } from '../../worker/deliver-outbox.ts';
import { correlateMessage } from '../../store/queues/messages.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { bpmn, chain, deployed, started, useOffice } from '../commands/fixtures.ts';

const office = useOffice(test);
test.serial.before(async () => {
  await deployed(office, [
    'waiting.bpmn',
    bpmn(
      'waiting',
      `<startEvent id="start"/><intermediateCatchEvent id="wait"><messageEventDefinition messageRef="m" tk:correlationKey="file"/></intermediateCatchEvent>
      <endEvent id="end"/>${chain('start', 'wait', 'end')}`,
      'tk:candidateStarterRoles="officer"',
      '<message id="m" name="supplement"/>',
    ),
  ]);
});

test('two messages meet two cases that wait for the same: each case gets one, though both met the first at once', async (t) => {
  const cases = [await started(office, 'waiting', { file: 'F-1' }), await started(office, 'waiting', { file: 'F-1' })];
  const now = office.services.clock();
  // both are matched before either is delivered, as when two senders come at once, or a node dies in between
  for (const id of ['m-1', 'm-2'])
    t.is((await correlateMessage(office.db, { id, name: 'supplement', key: 'F-1', payload: {}, expiresAt: now }, now)).type, 'waiting');
  for (let round = 0; round < 4; round += 1) {
    office.pass(61);
    await deliverOutbox(office.services);
  }
  const statuses = await Promise.all(cases.map(async ({ caseId }) => (await loadCase(office.db, caseId, { now }))?.case.status));
  t.deepEqual(statuses, ['ended', 'ended']);
  const { rows } = await office.db.pool.query<{ waiting: number }>(
    'select count(*)::int as waiting from message_buffer where consumed_at is null',
  );
  t.is(rows[0]?.waiting, 0);
});
