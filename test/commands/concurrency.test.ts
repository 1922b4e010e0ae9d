import test from 'ava';
import type { Actor } from '../../engine/command.ts';
import { seedAccount } from '../../store/repositories/accounts.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import vn from '../../law/calendars/vn.json' with { type: 'json' };
import { readCalendar } from '../../law/read-calendar.ts';
import {
  approval,
  bpmn,
  chain,
  deployed,
  done,
  flow,
  NOW,
  OFFICER,
  ONE_WORKING_DAY,
  person,
  refusal,
  started,
  task,
  useOffice,
} from './fixtures.ts';

let between: (() => Promise<void>) | undefined;
const office = useOffice(test, {
  law: {
    async parameters() {
      await between?.();
      between = undefined;
      return [ONE_WORKING_DAY];
    },
    calendar: async () => await Promise.resolve(readCalendar(vn)),
    forget: () => undefined,
    calendarVersion: async () => await Promise.resolve(readCalendar(vn)),
  },
});
test.serial.before(async () => {
  await deployed(office, ['approval.bpmn', approval('approval')]);
  await deployed(office, [
    'timed.bpmn',
    bpmn(
      'timed',
      `<startEvent id="start"/>${task('draft', 'tk:candidateRoles="officer"')}
      ${task('review', 'tk:candidateRoles="manager" tk:dueParameter="review.term"')}<endEvent id="end"/>${chain('start', 'draft', 'review', 'end')}`,
    ),
  ]);
  await deployed(office, [
    'parallel.bpmn',
    bpmn(
      'parallel',
      `<startEvent id="start"/><parallelGateway id="fork"/><parallelGateway id="join"/><endEvent id="end"/>${flow('start', 'fork')}
      ${['a', 'b', 'c', 'd'].map((id) => `${task(id, 'tk:candidateRoles="officer"')}${flow('fork', id)}${flow(id, 'join')}`).join('')}
      ${flow('join', 'end')}`,
    ),
  ]);
});

test('two steps of one case at the same time: one is first, the other is decided again, and both happen', async (t) => {
  const { caseId, opened: tasks } = await office.run<'startCase'>(OFFICER, { type: 'startCase', procedure: 'parallel' });
  const turns = tasks.map(async ({ instance }) => await done(office, OFFICER, { caseId, instance }));
  const outcomes = await Promise.all(turns);
  t.is(outcomes.filter(({ status }) => status === 'ended').length, 1);
  const stored = await loadCase(office.db, caseId, { now: NOW });
  t.like(stored?.case, { status: 'ended', revision: 9 });
});

test('many who claim one task at the same time: one has it, the others hear so', async (t) => {
  const on = await started(office, 'approval', { subject: 'x' });
  const rivals = [OFFICER, person('officer2'), OFFICER, person('officer2')];
  const claim = async (actor: Actor): Promise<string> => {
    try {
      await office.run<'claimTask'>(actor, { type: 'claimTask', ...on });
      return 'mine';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  const answers = await Promise.all(rivals.map(claim));
  t.deepEqual(answers.toSorted(), ['mine', 'taskClaimed', 'taskClaimed', 'taskClaimed']);
});

test('rights that end while a command is on its way end the command', async (t) => {
  const on = await started(office, 'timed');
  const clerk = person('clerk');
  const holder = { id: 'person-clerk', name: 'clerk', unitPath: 'cuc.hanoi' };
  await seedAccount(
    office.db,
    { id: 'clerk', login: 'clerk', person: holder, grants: [{ role: 'officer', unitPath: 'cuc.hanoi' }] },
    '2026-01-01T00:00:00Z',
  );
  await office.run<'claimTask'>(clerk, { type: 'claimTask', ...on });
  // the deadline of the next task is looked up after rights were loaded and before the step is saved
  between = async () => void (await office.db.pool.query("update account set state = 'locked' where id = 'clerk'"));
  t.is(await refusal(office.run<'completeTask'>(clerk, { type: 'completeTask', ...on })), 'forbidden accountNotActive');
  t.like((await loadCase(office.db, on.caseId, { now: NOW }))?.case, { status: 'active', revision: 2 });
  await office.db.pool.query("update account set state = 'active' where id = 'clerk'");
  t.is((await office.run<'completeTask'>(clerk, { type: 'completeTask', ...on })).revision, 3);
});

test('rights that changed since the client looked are refused when it asks for that', async (t) => {
  const on = await started(office, 'approval', { subject: 'x' });
  const claim = { type: 'claimTask', ...on } as const;
  t.is(await refusal(office.run<'claimTask'>(person('officer2'), claim, { expectedEpoch: 99 })), 'conflict rightsChanged');
});

test('a key of the business is taken once per procedure', async (t) => {
  await started(office, 'approval', { subject: 'x' }, { businessKey: 'BK-1' });
  t.is(
    await refusal(
      office.run<'startCase'>(OFFICER, { type: 'startCase', procedure: 'approval', variables: { subject: 'y' }, businessKey: 'BK-1' }),
    ),
    'conflict businessKeyTaken',
  );
  await started(office, 'parallel', {}, { businessKey: 'BK-1' });
});
