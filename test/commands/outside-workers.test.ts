import test from 'ava';
import type { CommandOf, FetchedJob } from '../../commands/contract.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { listHistory } from '../../store/queries/case-history.ts';
import { findUnattendedTopics } from '../../store/queues/job-topics.ts';
import { HANDLERS } from '../../worker/jobs/handlers.ts';
import { watchTopics } from '../../worker/watch-topics.ts';
import { bpmn, chain, deployed, flow, MACHINE, OFFICER, person, refusal, started, SYSADMIN, task, useOffice } from './fixtures.ts';

const office = useOffice(test);
const service = (id: string, topic: string, attributes = ''): string => `<serviceTask id="${id}" tk:topic="${topic}" ${attributes}/>`;
test.serial.before(async () => {
  const serving = (procedure: string, topic: string) =>
    bpmn(
      procedure,
      `<startEvent id="start"/>${service('send', topic, 'tk:retries="2" tk:backoff="PT10S"')}<endEvent id="end"/>
      <boundaryEvent id="failed" attachedToRef="send"><errorEventDefinition errorRef="err"/></boundaryEvent>${task('byHand')}<endEvent id="end2"/>
      ${chain('start', 'send', 'end')}${flow('failed', 'byHand')}${flow('byHand', 'end2')}`,
      undefined,
      '<error id="err" errorCode="NO_ADDRESS"/>',
    );
  for (const [procedure, topic] of [
    ['mailing', 'mail'],
    ['printing', 'print'],
    ['telling', 'notify'],
  ] as const)
    await deployed(office, [`${procedure}.bpmn`, serving(procedure, topic)]);
});

const fetchJobs = async (topic: string, more: Partial<CommandOf<'fetchJobs'>> = {}, actor = MACHINE): Promise<readonly FetchedJob[]> =>
  (await office.run<'fetchJobs'>(actor, { type: 'fetchJobs', worker: 'w1', topics: [topic], ...more })).items;
async function fetched(): Promise<FetchedJob & { readonly on: { caseId: string; instance: number; worker: string } }> {
  const { caseId } = await started(office, 'mailing', { to: 'an@b.vn' });
  const jobs = await fetchJobs('mail', { limit: 100 });
  const job = jobs.find((candidate) => candidate.caseId === caseId);
  if (!job) throw new Error('Expected the job to be handed out.');
  return { ...job, on: { caseId, instance: job.instance, worker: 'w1' } };
}

test.serial('a worker outside takes a job, is the only one to have it, and completes it; the log says who did', async (t) => {
  const { caseId, on, ...job } = await fetched();
  t.like(job, { topic: 'mail', node: 'send', tries: 1, retriesLeft: 2, key: `${caseId}:${on.instance}` });
  t.deepEqual(await fetchJobs('mail', { worker: 'w2' }), []);
  const complete = { type: 'completeJob', ...on, variables: { sent: true } } as const;
  t.is(await refusal(office.run<'completeJob'>(MACHINE, { ...complete, worker: 'w2' })), 'conflict jobNotHeld');
  t.is((await office.run<'completeJob'>(MACHINE, complete, { idempotencyKey: 'k1' })).status, 'ended');
  t.is((await office.run<'completeJob'>(MACHINE, complete, { idempotencyKey: 'k1' })).status, 'ended');
  t.is(await refusal(office.run<'completeJob'>(MACHINE, complete)), 'conflict caseEnded');
  const { items } = await listHistory(office.db, caseId, { limit: 10 });
  t.like(items.at(-1), { actor: { account: 'machine' }, command: { type: 'completeJob', variables: { sent: true } } });
});

test.serial('the same fetch repeated under its key gives the same jobs', async (t) => {
  const { caseId } = await started(office, 'mailing');
  const fetch = { type: 'fetchJobs', worker: 'w1', topics: ['mail'], limit: 100 } as const;
  const first = await office.run<'fetchJobs'>(MACHINE, fetch, { idempotencyKey: 'fetch-1' });
  t.true(first.items.some((job) => job.caseId === caseId));
  t.deepEqual(await office.run<'fetchJobs'>(MACHINE, fetch, { idempotencyKey: 'fetch-1' }), first);
});

test.serial('a lock that runs out hands the job out again; one that is extended does not', async (t) => {
  const { caseId, on } = await fetched();
  office.pass(50);
  const { lockedUntil } = await office.run<'extendJobLock'>(MACHINE, { type: 'extendJobLock', ...on, lockSeconds: 120 });
  t.is(Date.parse(lockedUntil), Date.parse(office.services.clock()) + 120_000);
  office.pass(60);
  t.false((await fetchJobs('mail', { worker: 'w2', limit: 100 })).some((job) => job.caseId === caseId));
  office.pass(61);
  t.true((await fetchJobs('mail', { worker: 'w2', limit: 100 })).some((job) => job.caseId === caseId));
  for (const late of [{ type: 'extendJobLock' }, { type: 'completeJob', variables: {} }, { type: 'reportJobFailure', message: 'x' }])
    t.is(await refusal(office.run(MACHINE, { ...late, ...on } as never)), 'conflict jobNotHeld');
});

test.serial('a failed try comes again after its pause, and used-up tries are an incident', async (t) => {
  const { caseId, on } = await fetched();
  const fail = { type: 'reportJobFailure', ...on, message: 'máy chủ thư không trả lời' } as const;
  const { retriesLeft, nextAt } = await office.run<'reportJobFailure'>(MACHINE, fail);
  t.is(retriesLeft, 1);
  t.is(Date.parse(nextAt ?? '') - Date.parse(office.services.clock()), 11_000);
  const mine = async () => (await fetchJobs('mail', { limit: 100 })).find((job) => job.caseId === caseId);
  t.is(await mine(), undefined);
  office.pass(12);
  t.like(await mine(), { tries: 2, retriesLeft: 1 });
  const again = await office.run<'reportJobFailure'>(MACHINE, { ...fail, retries: 5, retryAfterSeconds: 3 });
  t.is(again.retriesLeft, 5);
  office.pass(3);
  t.like(await mine(), { tries: 3, retriesLeft: 5 });
  const last = await office.run<'reportJobFailure'>(MACHINE, { ...fail, retries: 0 });
  t.is(last.retriesLeft, 0);
  t.like(last.step?.incidents[0], { node: 'send', kind: 'jobRetriesExhausted', message: 'máy chủ thư không trả lời' });
});

test.serial('a BPMN error of a worker is caught by the diagram', async (t) => {
  const { on } = await fetched();
  const step = await office.run<'failJob'>(MACHINE, { type: 'failJob', ...on, bpmnError: 'NO_ADDRESS', message: 'thiếu địa chỉ' });
  t.is(step.opened[0]?.node, 'byHand');
});

test.serial('only machine workers of the unit, only their topics: others are told nothing', async (t) => {
  const { caseId, on } = await fetched();
  const hue = person('machine-hue');
  t.deepEqual(await fetchJobs('mail', {}, hue), []);
  for (const actor of [hue, OFFICER, SYSADMIN]) {
    const answer = await refusal(office.run<'completeJob'>(actor, { type: 'completeJob', ...on, variables: {} }));
    t.regex(answer, actor === SYSADMIN ? /^forbidden/ : /^notFound jobNotFound/, actor.account);
    t.regex(await refusal(office.run<'extendJobLock'>(actor, { type: 'extendJobLock', ...on })), /^(forbidden|notFound)/);
  }
  t.is(await refusal(fetchJobs('mail', {}, OFFICER)), 'forbidden forbidden.noRule');
  t.is((await loadCase(office.db, caseId, { now: office.services.clock() }))?.case.revision, 1);
});

test.serial("the product's own jobs are never handed out", async (t) => {
  await started(office, 'telling');
  t.deepEqual(await fetchJobs('notify', { topics: [...HANDLERS.keys()] }), []);
  const { rows } = await office.db.pool.query<{ case_id: string; instance: number }>(
    "select case_id, instance from job where topic = 'notify'",
  );
  const on = { caseId: rows[0]?.case_id ?? '', instance: rows[0]?.instance ?? 0, worker: 'w1' };
  t.is(await refusal(office.run<'completeJob'>(MACHINE, { type: 'completeJob', ...on, variables: {} })), 'notFound jobNotFound');
});

test.serial('what is out of bounds is refused', async (t) => {
  const fetch = { type: 'fetchJobs', worker: 'w', topics: ['mail'] } as const;
  const wrong = async (more: Partial<CommandOf<'fetchJobs'>>) => await refusal(office.run<'fetchJobs'>(MACHINE, { ...fetch, ...more }));
  t.is(await wrong({ topics: [] }), 'validation topicsRequired');
  t.is(await wrong({ limit: 101 }), 'validation jobLimitInvalid');
  t.is(await wrong({ lockSeconds: 3_601 }), 'validation lockSecondsInvalid');
  t.is(await wrong({ worker: ' ' }), 'validation workerRequired');
  const { on } = await fetched();
  const fail = { type: 'reportJobFailure', ...on, message: 'x', retries: 101 } as const;
  t.is(await refusal(office.run<'reportJobFailure'>(MACHINE, fail)), 'validation retriesInvalid');
});

test.serial('a topic that nobody asks for is shown and warned of once; asking for it ends that', async (t) => {
  await started(office, 'printing');
  await started(office, 'printing');
  const warned: unknown[] = [];
  const logger = { ...office.services.logger, warn: (fields: { topic: string }) => void warned.push(fields.topic) };
  const services = { ...office.services, logger: logger as unknown as typeof office.services.logger };
  const known = new Set<string>();
  office.pass(400);
  for (let i = 0; i < 3; i++) await watchTopics(services, ['notify', 'mail'], known);
  t.deepEqual(warned, ['print']);
  t.like((await findUnattendedTopics(office.db, office.services.clock()))[0], { topic: 'print', waiting: 2 });
  t.is((await fetchJobs('print')).length, 2);
  office.pass(100);
  t.deepEqual(await findUnattendedTopics(office.db, office.services.clock()), []);
  office.pass(300);
  t.like(
    (await findUnattendedTopics(office.db, office.services.clock())).find(({ topic }) => topic === 'print'),
    { waiting: 2 },
  );
});
