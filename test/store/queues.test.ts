import test from 'ava';
import { saveDeployment } from '../../store/repositories/definitions.ts';
import { saveStep } from '../../store/repositories/save-step.ts';
import { resumeDefinition, resumeTopic, suspendDefinition, suspendTopic } from '../../store/repositories/suspension.ts';
import { claimJobs, extendJob, recordJobFailure, releaseJob } from '../../store/queues/jobs.ts';
import { claimOutbox, completeOutbox, failOutbox } from '../../store/queues/outbox.ts';
import { claimTimers, dropTimer, rescheduleTimer } from '../../store/queues/timers.ts';
import { claimStartTimers, completeStartTimer } from '../../store/queues/start-timers.ts';
import { after, DEFINITION, nextStep, NOW, startedCase, useStore } from './fixtures.ts';

const store = useStore(test);
// each test has its own time, so that tests do not claim each other's rows
let days = 0;
const ownDay = (): string => after(86_400 * (days += 10));
test.beforeEach(async () => {
  await store.db.pool.query('delete from timer');
  await store.db.pool.query('delete from job');
  await store.db.pool.query('delete from outbox');
});

const timer = (due: string, instance = 2, node = 'overdue') => ({ type: 'timerArmed', instance, node, due: Date.parse(due) }) as const;
const job = (instance: number, topic: string) =>
  ({
    type: 'jobCreated',
    instance,
    node: 'call',
    topic,
    retries: 2,
    backoff: { first: 1000, factor: 2, most: 9000 },
    input: { a: 1 },
  }) as const;

const nextTimerAt = async (): Promise<string | undefined> =>
  (await store.db.pool.query<{ next_at: string }>('select next_at from timer where not parked order by next_at limit 1')).rows[0]?.next_at;

test.serial('two workers share the timers that are due: none is lost, none is handed out twice', async (t) => {
  const { db } = store;
  const day = ownDay();
  const cases = await Promise.all(Array.from({ length: 60 }, async (_, i) => await startedCase(db, { effects: [timer(after(i, day))] })));
  await startedCase(db, { effects: [timer(after(1000, day))] });
  const fired: string[] = [];
  const worker = async (): Promise<void> => {
    const claimed = await claimTimers(db, { now: after(100, day), claimedUntil: after(160, day), limit: 7 });
    if (claimed.length === 0) return;
    for (const one of claimed) {
      fired.push(one.caseId);
      const step = nextStep(one.caseId, 1, [{ type: 'timerDisarmed', instance: one.instance, node: one.node }]);
      t.is((await saveStep(db, step)).status, 'applied');
    }
    await worker();
  };
  await Promise.all([worker(), worker(), worker()]);
  t.deepEqual(fired.toSorted(), cases.toSorted());
  t.is(await nextTimerAt(), after(1000, day));
});

test.serial('a timer whose worker died comes again after its lease, with the instant it was armed for', async (t) => {
  const { db } = store;
  const day = ownDay();
  await startedCase(db, { effects: [timer(day)] });
  const claim = async (now: string) => await claimTimers(db, { now, claimedUntil: after(30, now), limit: 10 });
  t.like((await claim(after(1, day)))[0], { due: Date.parse(day), tries: 1 });
  t.is((await claim(after(2, day))).length, 0);
  t.like((await claim(after(31, day)))[0], { due: Date.parse(day), tries: 2 });
});

test.serial('a timer that was armed anew is not dropped by who held the old one', async (t) => {
  const { db } = store;
  const day = ownDay();
  const id = await startedCase(db, { effects: [timer(day)] });
  const [held] = await claimTimers(db, { now: day, claimedUntil: after(30, day), limit: 10 });
  await saveStep(db, nextStep(id, 1, [timer(after(500, day))]));
  if (held) await dropTimer(db, held);
  t.is(await nextTimerAt(), after(500, day));
  const [next] = await claimTimers(db, { now: after(500, day), claimedUntil: after(530, day), limit: 10 });
  if (next) await rescheduleTimer(db, next, after(510, day));
  t.is(await nextTimerAt(), after(510, day));
  if (next) await dropTimer(db, next);
  t.is(await nextTimerAt(), undefined);
});

test.serial('a suspended case keeps its timers, and resuming spreads what came due', async (t) => {
  const { db } = store;
  const day = ownDay();
  const effects = Array.from({ length: 40 }, (_, i) => timer(after(i, day), 2, `t${i}`));
  const id = await startedCase(db, { effects: [...effects, timer(after(100_000, day), 2, 'later'), job(9, 'mail')] });
  await saveStep(db, nextStep(id, 1, [], { status: 'suspended', command: { type: 'suspendCase' } }));
  const all = { now: after(3600, day), claimedUntil: after(3700, day), limit: 100 };
  t.is((await claimTimers(db, all)).length, 0);
  t.is((await claimJobs(db, { ...all, topics: ['mail'], worker: 'w' })).length, 0);
  const resumed = after(3600, day);
  await saveStep(db, nextStep(id, 2, [], { now: resumed, status: 'active', spreadSeconds: 100, command: { type: 'resumeCase' } }));
  const { rows } = await db.pool.query<{ seconds: number; late: boolean }>(
    "select extract(epoch from next_at - $2::timestamptz)::float8 as seconds, node = 'later' as late from timer where case_id = $1 order by due_at",
    [id, resumed],
  );
  const overdue = rows.filter(({ late }) => !late).map(({ seconds }) => seconds);
  t.is(overdue.length, 40);
  t.true(overdue.every((seconds) => seconds >= 0 && seconds <= 100));
  for (let quarter = 0; quarter < 4; quarter += 1)
    t.true(overdue.filter((seconds) => seconds >= quarter * 25 && seconds <= (quarter + 1) * 25).length >= 8);
  t.deepEqual(
    overdue,
    overdue.toSorted((a, b) => a - b),
  );
  t.is(rows.find(({ late }) => late)?.seconds, 100_000 - 3600);
  t.is((await claimTimers(db, { ...all, now: after(3701, day) })).length, 40);
});

test.serial('a suspended definition holds the timers of its cases until it is resumed', async (t) => {
  const { db } = store;
  const day = ownDay();
  const [definition] = await saveDeployment(db, {
    id: '018f0000-0000-7000-8000-00000000de01',
    name: 'd',
    account: 'a',
    now: NOW,
    definitions: [{ id: DEFINITION, kind: 'bpmn', key: 'held', name: 'Held', source: '<x/>' }],
  });
  const id = definition?.id ?? '';
  await startedCase(db, { effects: [timer(day)] });
  t.true(((await suspendDefinition(db, id))?.cases ?? 0) >= 1);
  const claim = { now: after(60, day), claimedUntil: after(90, day), limit: 10 };
  t.is((await claimTimers(db, claim)).length, 0);
  await resumeDefinition(db, id, after(60, day), 20);
  t.is((await claimTimers(db, { ...claim, now: after(81, day) })).length, 1);
  t.is(await suspendDefinition(db, '018f0000-0000-7000-8000-00000000dead'), undefined);
});

test.serial('two workers share the jobs of their topics', async (t) => {
  const { db } = store;
  await Promise.all(
    Array.from({ length: 30 }, async (_, i) => await startedCase(db, { effects: [job(2, 'mail'), job(3, i % 2 ? 'number' : 'other')] })),
  );
  const claim = async (worker: string): Promise<string[]> => {
    const claimed = await claimJobs(db, { topics: ['mail', 'number'], worker, now: NOW, claimedUntil: after(60), limit: 4 });
    return claimed.length === 0 ? [] : [...claimed.map(({ key, topic }) => `${topic} ${key}`), ...(await claim(worker))];
  };
  const got = (await Promise.all([claim('a'), claim('b')])).flat();
  t.is(got.length, 45);
  t.is(new Set(got).size, 45);
  t.false(got.some((key) => key.startsWith('other')));
});

test.serial('a failed job comes again later, and tells when its tries are used up', async (t) => {
  const { db } = store;
  await startedCase(db, { effects: [job(2, 'mail')] });
  const claim = async (now: string, worker = 'w') =>
    await claimJobs(db, { topics: ['mail'], worker, now, claimedUntil: after(60, now), limit: 4 });
  const [first] = await claim(NOW);
  t.like(first, { tries: 1, retriesLeft: 2, input: { a: 1 }, backoff: { first: 1000, factor: 2, most: 9000 } });
  if (!first) return;
  t.is(await recordJobFailure(db, first, { worker: 'other', message: 'x', nextAt: NOW }), undefined);
  t.is(await recordJobFailure(db, first, { worker: 'w', message: 'no answer', nextAt: after(10) }), 1);
  t.is((await claim(after(9))).length, 0);
  const [second] = await claim(after(10));
  t.is(second?.tries, 2);
  t.is(await recordJobFailure(db, first, { worker: 'w', message: 'no answer', nextAt: after(20) }), 0);
});

test.serial('a lock that ran out belongs to the next worker', async (t) => {
  const { db } = store;
  await startedCase(db, { effects: [job(2, 'mail')] });
  const claim = async (now: string, worker: string) =>
    await claimJobs(db, { topics: ['mail'], worker, now, claimedUntil: after(60, now), limit: 4 });
  const [one] = await claim(NOW, 'a');
  if (!one) return t.fail();
  t.true(await extendJob(db, one, 'a', after(120)));
  t.is((await claim(after(61), 'b')).length, 0);
  t.is((await claim(after(121), 'b')).length, 1);
  t.false(await extendJob(db, one, 'a', after(300)));
  await releaseJob(db, one, 'b', after(122));
  t.is((await claim(after(122), 'c'))[0]?.tries, 2);
});

test.serial('no job of a suspended topic is handed out until it is resumed', async (t) => {
  const { db } = store;
  await startedCase(db, { effects: [job(2, 'sms'), job(3, 'mail')] });
  t.true(await suspendTopic(db, 'sms', 'admin', NOW, 'provider down'));
  t.false(await suspendTopic(db, 'sms', 'admin', NOW));
  const claim = async (now: string) =>
    await claimJobs(db, { topics: ['sms', 'mail'], worker: 'w', now, claimedUntil: after(600, now), limit: 9 });
  t.deepEqual(
    (await claim(NOW)).map(({ topic }) => topic),
    ['mail'],
  );
  t.true(await resumeTopic(db, 'sms', after(100), 10));
  t.false(await resumeTopic(db, 'sms', after(100)));
  t.deepEqual(
    (await claim(after(111))).map(({ topic }) => topic),
    ['sms'],
  );
});

test.serial('an outbox entry is delivered again until it is completed, a dead one is kept apart', async (t) => {
  const { db } = store;
  await startedCase(db, {
    outbox: [
      { kind: 'a', payload: 1 },
      { kind: 'b', payload: 2, notBefore: after(50) },
    ],
  });
  const claim = async (now: string) => await claimOutbox(db, { now, claimedUntil: after(30, now), limit: 10 });
  const [a] = await claim(NOW);
  t.like(a, { kind: 'a', payload: 1, revision: 1, tries: 1 });
  t.is((await claim(after(1))).length, 0);
  t.is((await claim(after(31)))[0]?.tries, 2);
  await completeOutbox(db, [a?.id ?? 0]);
  const [b] = await claim(after(70));
  t.is(b?.kind, 'b');
  await failOutbox(db, b?.id ?? 0, { message: 'gone', nextAt: after(71), dead: true });
  t.is((await claim(after(500))).length, 0);
});

test.serial('only the latest version starts by its timer', async (t) => {
  const { db } = store;
  const deploy = async (n: number) =>
    await saveDeployment(db, {
      id: `018f0000-0000-7000-8000-00000000aa0${n}`,
      name: 'd',
      account: 'a',
      now: NOW,
      definitions: [
        {
          id: `018f0000-0000-7000-8000-00000000ab0${n}`,
          kind: 'bpmn',
          key: 'yearly',
          name: 'Y',
          source: `<x n="${n}"/>`,
          starts: [{ kind: 'timer', node: 'start', due: after(10) }],
        },
      ],
    });
  await deploy(1);
  await deploy(2);
  const claimed = await claimStartTimers(db, { now: after(10), claimedUntil: after(40), limit: 10 });
  t.deepEqual(claimed, [{ definition: '018f0000-0000-7000-8000-00000000ab02', node: 'start', due: Date.parse(after(10)) }]);
  if (claimed[0]) await completeStartTimer(db, claimed[0], after(1000));
  t.is((await claimStartTimers(db, { now: after(999), claimedUntil: after(1040), limit: 10 })).length, 0);
  t.is((await claimStartTimers(db, { now: after(1000), claimedUntil: after(1040), limit: 10 })).length, 1);
});
