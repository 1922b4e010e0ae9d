import test from 'ava';
import { TIMER_ACTOR, WORKER_ACTOR } from '../../commands/actors.ts';
import { claimJobs } from '../../store/queues/jobs.ts';
import { claimTimers } from '../../store/queues/timers.ts';
import { listActs } from '../../store/queries/list-acts.ts';
import { listWaits } from '../../store/queries/case-history.ts';
import { bpmn, chain, deployed, done, flow, MANAGER, OFFICER, refusal, started, SYSADMIN, task, useOffice } from './fixtures.ts';

const office = useOffice(test);
let definition = '';
test.serial.before(async () => {
  definition = await deployed(office, [
    'timed.bpmn',
    bpmn(
      'timed',
      `<startEvent id="start"/>${task('work', 'tk:candidateRoles="officer"')}
      <boundaryEvent id="late" attachedToRef="work" cancelActivity="false"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
      ${task('hurry', 'tk:candidateRoles="officer"')}<endEvent id="end"/><endEvent id="end2"/>
      <serviceTask id="send" name="send" tk:topic="mail"/>${chain('start', 'work', 'send', 'end')}${flow('late', 'hurry')}${flow('hurry', 'end2')}`,
    ),
  ]);
});

const timersOf = async (caseId: string) =>
  (
    await claimTimers(office.db, {
      now: office.services.clock(),
      claimedUntil: new Date(Date.parse(office.services.clock()) + 1).toISOString(),
      limit: 100,
    })
  ).filter((timer) => timer.caseId === caseId);
const jobsOf = async (caseId: string) =>
  (
    await claimJobs(office.db, {
      now: office.services.clock(),
      claimedUntil: new Date(Date.parse(office.services.clock()) + 1).toISOString(),
      limit: 100,
      topics: ['mail'],
      worker: 'w',
    })
  ).filter((job) => job.caseId === caseId);

test.serial('a due timer fires once; a late duplicate is told that it is too late', async (t) => {
  const on = await started(office, 'timed');
  office.pass(3_601);
  const [timer] = await timersOf(on.caseId);
  const { instance = 0, node = '', due = 0 } = timer ?? {};
  const fire = { type: 'fireTimer', caseId: on.caseId, instance, node, due } as const;
  t.is((await office.run<'fireTimer'>(TIMER_ACTOR, fire)).opened[0]?.node, 'hurry');
  t.is(await refusal(office.run<'fireTimer'>(TIMER_ACTOR, fire)), 'conflict timerNotArmed');
});

test.serial('a suspended case keeps its timers and fires them when it is resumed', async (t) => {
  const on = await started(office, 'timed');
  const [armed] = (await listWaits(office.db, on.caseId)).timers;
  await office.run<'suspendCase'>(MANAGER, { type: 'suspendCase', caseId: on.caseId, reason: 'chờ xác minh' });
  t.is(
    await refusal(office.run<'suspendCase'>(MANAGER, { type: 'suspendCase', caseId: on.caseId, reason: 'x' })),
    'conflict caseSuspended',
  );
  office.pass(7_200);
  t.deepEqual(await timersOf(on.caseId), []);
  const due = Date.parse(armed?.dueAt ?? '');
  const fire = { type: 'fireTimer', caseId: on.caseId, instance: armed?.instance ?? 0, node: 'late', due } as const;
  t.is(await refusal(office.run<'fireTimer'>(TIMER_ACTOR, fire)), 'conflict caseSuspended');
  await office.run<'resumeCase'>(MANAGER, { type: 'resumeCase', caseId: on.caseId, spreadSeconds: 0 });
  t.is(await refusal(office.run<'resumeCase'>(MANAGER, { type: 'resumeCase', caseId: on.caseId })), 'conflict caseNotSuspended');
  t.is((await timersOf(on.caseId)).length, 1);
  t.is((await office.run<'fireTimer'>(TIMER_ACTOR, fire)).opened[0]?.node, 'hurry');
});

test.serial('a suspended definition starts nothing and lets no case go on, until it is resumed', async (t) => {
  const on = await started(office, 'timed');
  const suspend = { type: 'suspendDefinition', definition, reason: 'sai mẫu' } as const;
  t.regex(await refusal(office.run<'suspendDefinition'>(OFFICER, suspend)), /^forbidden/);
  t.is(await refusal(office.run<'suspendDefinition'>(SYSADMIN, { ...suspend, definition: on.caseId })), 'notFound definitionNotFound');
  t.is(await refusal(office.run<'suspendDefinition'>(SYSADMIN, { ...suspend, definition: 'x' })), 'notFound definitionNotFound');
  t.true((await office.run<'suspendDefinition'>(SYSADMIN, suspend)).cases >= 1);
  t.is(await refusal(office.run<'claimTask'>(OFFICER, { type: 'claimTask', ...on })), 'conflict definitionSuspended');
  t.is(await refusal(office.run<'startCase'>(OFFICER, { type: 'startCase', procedure: 'timed' })), 'conflict definitionSuspended');
  await office.run<'resumeDefinition'>(SYSADMIN, { type: 'resumeDefinition', definition });
  await office.run<'claimTask'>(OFFICER, { type: 'claimTask', ...on });
});

test.serial('a suspended topic hands out no job; resumed, it does', async (t) => {
  const on = await started(office, 'timed');
  await done(office, OFFICER, on);
  t.regex(await refusal(office.run<'suspendTopic'>(MANAGER, { type: 'suspendTopic', topic: 'mail', reason: 'x' })), /^forbidden/);
  t.deepEqual(await office.run<'suspendTopic'>(SYSADMIN, { type: 'suspendTopic', topic: 'mail', reason: 'máy chủ thư hỏng' }), {
    changed: true,
  });
  t.deepEqual(await office.run<'suspendTopic'>(SYSADMIN, { type: 'suspendTopic', topic: 'mail', reason: 'x' }), { changed: false });
  t.deepEqual(await jobsOf(on.caseId), []);
  t.deepEqual(await office.run<'resumeTopic'>(SYSADMIN, { type: 'resumeTopic', topic: 'mail', spreadSeconds: 0 }), { changed: true });
  const [job] = await jobsOf(on.caseId);
  t.is(job?.topic, 'mail');
  const complete = { type: 'completeJob', caseId: on.caseId, instance: job?.instance ?? 0, variables: { sent: true } } as const;
  t.is((await office.run<'completeJob'>(WORKER_ACTOR, complete)).status, 'ended');
  t.is(await refusal(office.run<'completeJob'>(WORKER_ACTOR, complete)), 'conflict caseEnded');
});

test.serial('a job whose tries are used up is an incident; an administrator tries it again', async (t) => {
  const on = await started(office, 'timed');
  await done(office, OFFICER, on);
  const [job] = await jobsOf(on.caseId);
  const instance = job?.instance ?? 0;
  const failed = await office.run<'failJob'>(WORKER_ACTOR, { type: 'failJob', caseId: on.caseId, instance, message: 'không gửi được' });
  t.like(failed.incidents[0], { node: 'send', kind: 'jobRetriesExhausted' });
  const retry = { type: 'resolveIncident', caseId: on.caseId, instance } as const;
  t.is(await refusal(office.run<'resolveIncident'>(OFFICER, retry)), 'notFound incidentNotFound');
  t.regex(await refusal(office.run<'resolveIncident'>(MANAGER, retry)), /^forbidden/);
  t.is(await refusal(office.run<'resolveIncident'>(SYSADMIN, { ...retry, instance: 99 })), 'notFound incidentNotFound');
  await office.run<'resolveIncident'>(SYSADMIN, { ...retry, variables: { address: 'a@b.vn' }, reason: 'sửa địa chỉ' });
  t.is((await jobsOf(on.caseId)).length, 1);
  t.is(await refusal(office.run<'resolveIncident'>(SYSADMIN, retry)), 'notFound incidentNotFound');
});

test.serial('a timer of a repaired, suspended case stays parked', async (t) => {
  const on = await started(office, 'timed');
  await office.run<'suspendCase'>(MANAGER, { type: 'suspendCase', caseId: on.caseId, reason: 'chờ' });
  const [armed] = (await listWaits(office.db, on.caseId)).timers;
  await office.run<'changeTimer'>(SYSADMIN, {
    type: 'changeTimer',
    caseId: on.caseId,
    instance: armed?.instance ?? 0,
    node: 'late',
    due: office.services.clock(),
    reason: 'sửa hạn',
  });
  t.deepEqual(await timersOf(on.caseId), []);
});

test.serial('who held back or released a procedure or a topic, when and why, is on the record', async (t) => {
  const { items } = await listActs(office.db, { limit: 100 });
  t.deepEqual(items.map(({ act, subject, account, reason }) => [act, subject, account, reason]).toReversed(), [
    ['suspendDefinition', definition, 'sysadmin', 'sai mẫu'],
    ['resumeDefinition', definition, 'sysadmin', undefined],
    ['suspendTopic', 'mail', 'sysadmin', 'máy chủ thư hỏng'],
    ['resumeTopic', 'mail', 'sysadmin', undefined],
  ]);
  t.like(items.at(-1), { procedure: 'timed', person: 'person-sysadmin', unitPath: 'cuc' });
  t.deepEqual(Object.keys(items.at(-1)?.outcome as object), ['cases']);
  const first = await listActs(office.db, { limit: 3 });
  t.deepEqual((await listActs(office.db, { limit: 3, cursor: first.next ?? '' })).items, items.slice(3));
  t.is((await listActs(office.db, { limit: 9, subject: 'mail' })).items.length, 2);
});

test.serial('the record of administration is append-only', async (t) => {
  for (const change of ['update administrative_act set reason = null', 'delete from administrative_act', 'truncate administrative_act'])
    await t.throwsAsync(async () => await office.db.pool.query(change), { message: /append-only/ });
});
