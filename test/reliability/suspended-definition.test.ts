import test from 'ava';
import type { JobHandler } from '../../worker/job-handler.ts';
import { runJobs } from '../../worker/run-jobs.ts';
import { claimJobs } from '../../store/queues/jobs.ts';
import { claimTimers } from '../../store/queues/timers.ts';
import { bpmn, chain, deployed, started, SYSADMIN, task, useOffice } from '../commands/fixtures.ts';

const office = useOffice(test);
const later = (seconds: number): string => new Date(Date.parse(office.services.clock()) + seconds * 1_000).toISOString();

const version = (name: string): string =>
  bpmn(
    'deadline',
    `<startEvent id="start"/><parallelGateway id="fork"/><parallelGateway id="join"/><endEvent id="end"/>
    ${task('work', 'tk:candidateRoles="officer"').replace('name="work"', `name="${name}"`)}
    <boundaryEvent id="late" attachedToRef="work" cancelActivity="false"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
    <serviceTask id="tell" name="tell" tk:topic="mail"/>
    ${chain('start', 'fork', 'work', 'join', 'end')}${chain('fork', 'tell', 'join')}${chain('late', 'gone')}<endEvent id="gone"/>`,
  );

test.serial('a case that leaves a suspended version has its deadlines and jobs again', async (t) => {
  const first = await deployed(office, ['deadline.bpmn', version('one')]);
  const { caseId } = await started(office, 'deadline');
  await office.run<'suspendDefinition'>(SYSADMIN, { type: 'suspendDefinition', definition: first, reason: 'sai thời hạn' });
  const second = await deployed(office, ['deadline.bpmn', version('two')]);
  const { items } = await office.run<'migrateCases'>(SYSADMIN, {
    type: 'migrateCases',
    cases: [caseId],
    definition: second,
    reason: 'sửa',
  });
  t.like(items[0]?.result, { ok: true });
  office.pass(7_200);
  const now = office.services.clock();
  const timers = await claimTimers(office.db, { now, claimedUntil: later(60), limit: 10 });
  t.deepEqual(
    timers.map(({ caseId: id, node }) => [id, node]),
    [[caseId, 'late']],
  );
  const jobs = await claimJobs(office.db, { now, claimedUntil: later(60), limit: 10, topics: ['mail'], worker: 'w' });
  t.is(jobs.length, 1);
});

test.serial('a job that was created in the moment of suspension is not done again and again until the version is resumed', async (t) => {
  const definition = await deployed(office, ['deadline.bpmn', version('three')]);
  await started(office, 'deadline');
  await office.run<'suspendDefinition'>(SYSADMIN, { type: 'suspendDefinition', definition, reason: 'sai' });
  await office.db.pool.query('update job set parked = false');
  let calls = 0;
  const handler: JobHandler = async () => {
    calls += 1;
    return await Promise.resolve({ variables: {} });
  };
  for (let second = 0; second < 50; second += 5) {
    await runJobs(office.services, { name: 'w', handlers: new Map([['mail', handler]]) });
    office.pass(5);
  }
  t.is(calls, 1);
});
