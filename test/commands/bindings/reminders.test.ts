import ava from 'ava';
import { TIMER_ACTOR } from '../../../commands/actors.ts';
import { claimOutbox } from '../../../store/queues/outbox.ts';
import { deliverOutbox } from '../../../worker/deliver-outbox.ts';
import { fireTimers } from '../../../worker/fire-timers.ts';
import { bpmn, chain, deployed, MANAGER, MANAGER_2, OFFICER, person, refusal, started, task } from '../fixtures.ts';
import { DEPARTMENT, delivered, useBoundOffice } from './fixtures.ts';

const office = useBoundOffice(ava);
const test = ava.serial;

test.before(async () => {
  await deployed(office, [
    'late.bpmn',
    bpmn(
      'late',
      `<startEvent id="start"/>
      ${task(
        'work',
        'tk:candidateRoles="officer, manager" tk:due="now() + duration(&quot;PT10H&quot;)"',
        `<extensionElements>
          <tk:escalation at="50%" notify="officer" kind="remind"/>
          <tk:escalation at="PT1H" notify="superior" kind="escalate"/>
        </extensionElements>`,
      )}
      <endEvent id="end"/>${chain('start', 'work', 'end')}`,
    ),
  ]);
});

const head = async (unitPath: string, who: { person?: string; role?: string }) =>
  await office.run<'nameUnitHead'>(DEPARTMENT, { type: 'nameUnitHead', unitPath, ...who, validFrom: '2026-01-01', reason: 'Bổ nhiệm' });

/** Who was told what in a case, in order. */
async function told(caseId: string): Promise<string[]> {
  const { rows } = await office.db.pool.query<{ account: string; template: string }>(
    'select account, template from notice where case_id = $1 order by template, account',
    [caseId],
  );
  return rows.map(({ account, template }) => `${template} ${account}`);
}
async function work(): Promise<void> {
  while (await fireTimers(office.services));
  await delivered(office);
}
const HOUR = 3_600;

test('the superior of a task is the head of its unit, by role or by person', async (t) => {
  await head('cuc.hanoi', { person: 'person-manager2' });
  const first = await started(office, 'late');
  office.pass(12 * HOUR);
  await work();
  t.true((await told(first.caseId)).includes('task-escalate manager2'));
  t.false((await told(first.caseId)).includes('task-escalate manager'));

  await head('cuc.hanoi', { role: 'manager' });
  const second = await started(office, 'late');
  office.pass(12 * HOUR);
  await work();
  const escalated = (await told(second.caseId)).filter((line) => line.startsWith('task-escalate'));
  t.deepEqual(escalated, ['task-escalate manager', 'task-escalate manager2']);
});

test('where the head has the task, or there is none, the unit above is told', async (t) => {
  await head('cuc.hanoi', { person: 'person-manager' });
  await head('cuc', { person: 'person-department' });
  const on = await started(office, 'late');
  await office.run<'claimTask'>(MANAGER, { type: 'claimTask', ...on });
  office.pass(12 * HOUR);
  await work();
  // whoever has the task hears of it too
  t.deepEqual(
    (await told(on.caseId)).filter((line) => line.startsWith('task-escalate')),
    ['task-escalate department', 'task-escalate manager'],
  );
  await head('cuc.hanoi', {});
  const next = await started(office, 'late');
  office.pass(12 * HOUR);
  await work();
  t.true((await told(next.caseId)).includes('task-escalate department'));
});

test('a role is told over the unit that holds the task, as well as over the unit of the case', async (t) => {
  await deployed(office, [
    'abroad.bpmn',
    bpmn(
      'abroad',
      `<startEvent id="start"/>
      ${task(
        'work',
        'tk:candidateRoles="partner" tk:candidateUnits="= [unit]" tk:due="now() + duration(&quot;PT10H&quot;)"',
        '<extensionElements><tk:escalation at="PT1H" notify="partner, manager" kind="escalate"/></extensionElements>',
      )}
      <endEvent id="end"/>${chain('start', 'work', 'end')}`,
    ),
  ]);
  const { caseId } = await started(office, 'abroad', { unit: 'vks.hue' });
  office.pass(12 * HOUR);
  await work();
  t.deepEqual(await told(caseId), ['task-escalate manager', 'task-escalate manager2', 'task-escalate other-partner']);
  // what is no path of a unit stops nothing
  const { caseId: odd } = await started(office, 'abroad', { unit: 'Viện kiểm sát Huế' });
  office.pass(12 * HOUR);
  await work();
  t.deepEqual(await told(odd), ['task-escalate manager', 'task-escalate manager2']);
});

test('each reminder comes once: after a claim that was lost, a repetition, and a clock that jumps', async (t) => {
  await head('cuc.hanoi', { person: 'person-manager2' });
  const { caseId, instance } = await started(office, 'late');
  office.pass(5 * HOUR + 60);
  const { rows } = await office.db.pool.query<{ due_at: string }>("select due_at from timer where case_id = $1 and node = 'work#0'", [
    caseId,
  ]);
  const due = Date.parse(rows[0]?.due_at ?? '');
  while (await fireTimers(office.services));
  // a worker that died after the step: its timer is claimed again
  t.is(
    await refusal(office.run<'fireTimer'>(TIMER_ACTOR, { type: 'fireTimer', caseId, instance, node: 'work#0', due })),
    'conflict timerNotArmed',
  );
  // a worker that died before it completed the entry
  const now = office.services.clock();
  const claimedUntil = new Date(Date.parse(now) + 60_000).toISOString();
  await deliverOutbox(office.services);
  await office.db.pool.query(
    "insert into outbox (kind, payload, case_id, next_at) select 'taskReminder', json_build_object('id', event, 'kind', 'remind', 'node', 'work', 'instance', $2::int, 'notify', json_build_array('officer')), case_id, $3 from notice where case_id = $1 limit 1",
    [caseId, instance, now],
  );
  t.is((await claimOutbox(office.db, { now, claimedUntil, limit: 10 })).length, 1);
  office.pass(61);
  await work();
  const reminded = async () => (await told(caseId)).filter((line) => line.startsWith('task-remind'));
  t.deepEqual(await reminded(), ['task-remind officer', 'task-remind officer2']);
  // back and forth
  office.pass(-24 * HOUR);
  await work();
  office.pass(72 * HOUR);
  await work();
  await work();
  t.deepEqual(await reminded(), ['task-remind officer', 'task-remind officer2']);
  t.deepEqual(
    (await told(caseId)).filter((line) => line.startsWith('task-escalate')),
    ['task-escalate manager2'],
  );
});

test('a head is named by whoever administers the unit, and by nobody else', async (t) => {
  const name = (by: typeof OFFICER, more: object = {}) =>
    office.run<'nameUnitHead'>(by, {
      type: 'nameUnitHead',
      unitPath: 'cuc.hanoi',
      role: 'manager',
      validFrom: '2026-01-01',
      reason: 'x',
      ...more,
    });
  t.is(await refusal(name(OFFICER)), 'forbidden forbidden.noRule');
  t.is(await refusal(name(MANAGER_2)), 'forbidden forbidden.noRule');
  t.is(await refusal(name(person('sysadmin'))), 'forbidden forbidden.rule');
  t.is(await refusal(name(DEPARTMENT, { person: 'person-manager' })), 'validation headInvalid');
  t.is(await refusal(name(DEPARTMENT, { role: undefined, person: 'nobody' })), 'validation actorUnknown');
  t.is(await refusal(name(DEPARTMENT, { unitPath: 'cuc.nowhere' })), 'validation unitUnknown');
});
