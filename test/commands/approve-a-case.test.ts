import test from 'ava';
import { loadCase } from '../../store/repositories/load-case.ts';
import { approval, deployed, MANAGER, NOW, OFFICER, useOffice } from './fixtures.ts';

const office = useOffice(test);
test.serial.before(async () => void (await deployed(office, ['approval.bpmn', approval('approval')])));

test('a case goes from its start through two persons to its end', async (t) => {
  const started = await office.run<'startCase'>(OFFICER, {
    type: 'startCase',
    procedure: 'approval',
    businessKey: 'HS-1',
    variables: { subject: 'Nguyễn Văn A' },
  });
  t.like(started, { revision: 1, status: 'active', title: 'Hồ sơ Nguyễn Văn A' });
  t.regex(started.code, /^26-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  const { caseId } = started;
  const draft = started.opened[0]?.instance as number;
  await office.run<'claimTask'>(OFFICER, { type: 'claimTask', caseId, instance: draft });
  const drafted = await office.run<'completeTask'>(OFFICER, { type: 'completeTask', caseId, instance: draft, variables: { amount: 5 } });
  t.deepEqual(
    drafted.opened.map(({ node }) => node),
    ['review'],
  );
  const review = drafted.opened[0]?.instance as number;
  await office.run<'claimTask'>(MANAGER, { type: 'claimTask', caseId, instance: review });
  const done = await office.run<'completeTask'>(MANAGER, { type: 'completeTask', caseId, instance: review, outcome: 'approve' });
  t.like(done, { revision: 5, status: 'ended', endedHow: 'completed', opened: [] });
  const stored = await loadCase(office.db, caseId, { now: NOW });
  t.is(stored?.case.status, 'ended');
});
