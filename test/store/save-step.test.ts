import test from 'ava';
import { Transient, type Rejection } from '../../errors.ts';
import { openDatabase } from '../../store/connection.ts';
import { translating } from '../../store/database-error.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { loadRights } from '../../store/repositories/rights.ts';
import { saveStep } from '../../store/repositories/save-step.ts';
import { account, after, firstStep, nextStep, NOW, opened, startedCase, stateWith, useStore } from './fixtures.ts';

const store = useStore(test);

test('a first step makes the case, its variables, its task and its record', async (t) => {
  const { db } = store;
  const step = firstStep({ effects: [opened(2, { due: { due: after(3600) }, form: 'decision' })], formVersions: { decision: 3 } });
  t.deepEqual(await saveStep(db, step), { status: 'applied', revision: 1, matched: [] });
  const loaded = await loadCase(db, step.caseId, { now: NOW });
  t.like(loaded, {
    case: { id: step.caseId, procedure: 'account-approval', status: 'active', revision: 1, unitPath: 'cuc.hanoi', startedAt: NOW },
    state: step.state,
    variables: step.variables,
    definitionSuspended: false,
  });
  t.is(loaded?.tasks.length, 1);
  t.like(loaded?.tasks[0], {
    instance: 2,
    state: 'open',
    dueAt: after(3600),
    form: 'decision',
    formVersion: 3,
    candidateRoles: ['approver'],
    outcomes: ['approve', 'reject'],
  });
});

test('state and variables come back with their keys in the order in which they were written', async (t) => {
  const { db } = store;
  const variables = { 1: { zz: 1, a: { later: 1, b: 2 }, bbb: 'x' } };
  const id = await startedCase(db, { variables });
  t.is(JSON.stringify((await loadCase(db, id, { now: NOW }))?.variables), JSON.stringify(variables));
});

test('a step of a stale revision writes nothing', async (t) => {
  const { db } = store;
  const id = await startedCase(db);
  t.is((await saveStep(db, nextStep(id, 1))).status, 'applied');
  t.deepEqual(await saveStep(db, nextStep(id, 1, [opened(9)])), { status: 'stale' });
  const loaded = await loadCase(db, id, { now: NOW });
  t.is(loaded?.case.revision, 2);
  t.deepEqual(
    loaded?.tasks.map((task) => task.instance),
    [2],
  );
  t.is((await db.pool.query('select from command_log where case_id = $1', [id])).rowCount, 2);
});

test('of two steps at the same revision at the same time one is applied', async (t) => {
  const { db } = store;
  const id = await startedCase(db);
  const results = await Promise.all(Array.from({ length: 6 }, async () => await saveStep(db, nextStep(id, 1))));
  t.is(results.filter(({ status }) => status === 'applied').length, 1);
  t.is(results.filter(({ status }) => status === 'stale').length, 5);
});

test('closing a task takes it from its candidates and keeps who closed it', async (t) => {
  const { db } = store;
  const id = await startedCase(db);
  const close = { type: 'userTaskClosed', instance: 2, how: 'completed', outcome: 'approve' } as const;
  await saveStep(db, nextStep(id, 1, [close, opened(3)], { actor: { account: 'system:test', person: 'p7' } }));
  const loaded = await loadCase(db, id, { now: NOW, tasks: [2, 3] });
  t.like(loaded?.tasks[0], { state: 'completed', outcome: 'approve', closedBy: 'system:test', closedPerson: 'p7' });
  t.like(loaded?.tasks[1], { state: 'open' });
  const { rows } = await db.pool.query('select distinct instance from task_candidate where case_id = $1', [id]);
  t.deepEqual(rows, [{ instance: 3 }]);
});

test('a task that is opened and closed in one step never existed for anybody', async (t) => {
  const { db } = store;
  const id = await startedCase(db);
  await saveStep(db, nextStep(id, 1, [opened(5), { type: 'userTaskClosed', instance: 5, how: 'cancelled' }]));
  t.deepEqual((await loadCase(db, id, { now: NOW, tasks: [5] }))?.tasks, []);
  t.is((await db.pool.query('select from task_candidate where case_id = $1 and instance = 5', [id])).rowCount, 0);
});

test('candidates with quotes, commas and backslashes are kept as they are', async (t) => {
  const { db } = store;
  const odd = ['a"b', 'c,d', 'e\\f', '{g}', 'NULL', ''];
  const id = await startedCase(db, { effects: [opened(2, { candidatePersons: odd, outcomes: odd })] });
  const task = (await loadCase(db, id, { now: NOW }))?.tasks[0];
  t.deepEqual(task?.candidatePersons, odd);
  t.deepEqual(task?.outcomes, odd);
});

test('a claim moves the task from the claimable to the claimed, and back', async (t) => {
  const { db } = store;
  const id = await startedCase(db);
  const claimed = async () =>
    (await db.pool.query<{ claimed: boolean }>('select distinct claimed from task_candidate where case_id = $1', [id])).rows;
  await saveStep(db, nextStep(id, 1, [], { taskChanges: [{ instance: 2, assignee: 'p1' }], command: { type: 'claimTask' } }));
  t.deepEqual(await claimed(), [{ claimed: true }]);
  t.like((await loadCase(db, id, { now: NOW }))?.tasks[0], { assignee: 'p1', claimedAt: NOW });
  await saveStep(
    db,
    nextStep(id, 2, [], { taskChanges: [{ instance: 2, assignee: null, due: { due: after(60) } }], command: { type: 'unclaimTask' } }),
  );
  t.deepEqual(await claimed(), [{ claimed: false }]);
  const task = (await loadCase(db, id, { now: NOW }))?.tasks[0];
  t.is(task?.assignee, undefined);
  t.is(task?.claimedAt, undefined);
  t.is(task?.dueAt, after(60));
});

test('an exclusion joins those already excluded', async (t) => {
  const { db } = store;
  const id = await startedCase(db, { effects: [opened(2, { excludedPersons: ['p1'] })] });
  await saveStep(db, nextStep(id, 1, [{ type: 'userTaskExclusion', instance: 2, persons: ['p2', 'p1'] }]));
  t.deepEqual((await loadCase(db, id, { now: NOW }))?.tasks[0]?.excludedPersons, ['p1', 'p2']);
});

test('timers, jobs, subscriptions and incidents follow the effects', async (t) => {
  const { db } = store;
  const due = Date.parse(after(60));
  const id = await startedCase(db, {
    effects: [
      { type: 'timerArmed', instance: 2, node: 'reminder', due },
      { type: 'timerArmed', instance: 2, node: 'overdue', due },
      {
        type: 'jobCreated',
        instance: 3,
        node: 'notify',
        topic: 'mail',
        retries: 3,
        backoff: { first: 1000, factor: 2, most: 60000 },
        input: { to: 'x' },
      },
      { type: 'subscribed', instance: 4, node: 'receive', kind: 'message', name: 'answer', key: 'k1' },
      { type: 'incidentRaised', instance: 5, node: 'script', kind: 'expressionFailed', message: 'no' },
    ],
  });
  const counts = async () => {
    const { rows } = await db.pool.query<Record<string, number>>(
      `select (select count(*) from timer where case_id = $1) as timers, (select count(*) from job where case_id = $1) as jobs,
        (select count(*) from subscription where case_id = $1) as subscriptions, (select count(*) from incident where case_id = $1 and resolved_at is null) as incidents`,
      [id],
    );
    return Object.values(rows[0] ?? {}).map(Number);
  };
  t.deepEqual(await counts(), [2, 1, 1, 1]);
  t.is((await loadCase(db, id, { now: NOW }))?.incidents[0]?.kind, 'expressionFailed');
  await saveStep(
    db,
    nextStep(id, 1, [
      { type: 'timerDisarmed', instance: 2, node: 'reminder' },
      { type: 'jobRemoved', instance: 3 },
      { type: 'unsubscribed', instance: 4 },
      { type: 'incidentResolved', instance: 5 },
    ]),
  );
  t.deepEqual(await counts(), [1, 0, 0, 0]);
  await saveStep(db, nextStep(id, 2, [{ type: 'caseEnded', how: 'completed' }], { state: { ...stateWith(), e: 'completed' } }));
  t.deepEqual(await counts(), [0, 0, 0, 0]);
  t.like((await loadCase(db, id, { now: NOW }))?.case, { status: 'ended', endedHow: 'completed', endedAt: NOW });
});

test('a business key is taken once per procedure', async (t) => {
  const { db } = store;
  await startedCase(db, {}, { businessKey: 'QD-1' });
  const refused = firstStep({}, { businessKey: 'QD-1' });
  const error = (await t.throwsAsync(async () => await saveStep(db, refused))) as Rejection;
  t.is(error.kind, 'conflict');
  t.is(error.code, 'businessKeyTaken');
  t.is(await loadCase(db, refused.caseId, { now: NOW }), undefined);
  await t.notThrowsAsync(async () => await startedCase(db, {}, { businessKey: 'QD-1', procedure: 'other' }));
});

test('text with U+0000 is refused, not mangled', async (t) => {
  const error = (await t.throwsAsync(async () => await startedCase(store.db, { variables: { 1: { a: 'x\u0000y' } } }))) as Rejection;
  t.is(error.code, 'characterNotStorable');
});

test('an actor whose rights changed since the decision is refused', async (t) => {
  const { db } = store;
  await account(db, 'acc-epoch', [{ role: 'approver', unitPath: 'cuc.hanoi' }]);
  const rights = await loadRights(db, 'acc-epoch', NOW);
  t.deepEqual(rights?.grants, [{ role: 'approver', unitPath: 'cuc.hanoi' }]);
  const id = await startedCase(db);
  const actor = { account: 'acc-epoch', person: 'person-acc-epoch' };
  const step = nextStep(id, 1, [], { actor, epochs: [{ account: 'acc-epoch', epoch: rights?.epoch ?? 0 }] });
  await db.pool.query("update account set state = 'locked' where id = 'acc-epoch'");
  t.deepEqual(await saveStep(db, step), { status: 'epoch' });
  t.is((await loadCase(db, id, { now: NOW }))?.case.revision, 1);
});

test('a substitute is refused when the rights of the person acted for changed', async (t) => {
  const { db } = store;
  await account(db, 'acc-sub');
  await account(db, 'acc-absent');
  const id = await startedCase(db);
  const epochs = [
    { account: 'acc-sub', epoch: 1 },
    { account: 'acc-absent', epoch: 1 },
  ];
  const actor = { account: 'acc-sub', person: 'person-acc-sub', onBehalfOf: 'person-acc-absent' };
  t.is((await saveStep(db, nextStep(id, 1, [], { actor, epochs }))).status, 'applied');
  await db.pool.query("insert into role_grant (account, role, unit_path) values ('acc-absent', 'x', 'cuc.hanoi')");
  t.is((await saveStep(db, nextStep(id, 2, [], { actor, epochs }))).status, 'epoch');
});

test('a step waits for a revocation under way and then does not land', async (t) => {
  const { db } = store;
  await account(db, 'acc-race');
  const id = await startedCase(db);
  const revoker = await db.pool.connect();
  try {
    await revoker.query('begin');
    await revoker.query("update account set state = 'revoked' where id = 'acc-race'");
    const step = saveStep(db, nextStep(id, 1, [], { actor: { account: 'acc-race' }, epochs: [{ account: 'acc-race', epoch: 1 }] }));
    const waits = async (): Promise<boolean> => {
      const { rows } = await db.pool.query<{ waiting: boolean }>(
        "select exists (select from pg_locks where locktype = 'advisory' and not granted) as waiting",
      );
      return rows[0]?.waiting === true || (await waits());
    };
    t.true(await waits());
    await revoker.query('commit');
    t.deepEqual(await step, { status: 'epoch' });
  } finally {
    revoker.release();
  }
  t.is((await loadCase(db, id, { now: NOW }))?.case.revision, 1);
});

test('a repeated idempotency key answers as the first time and writes nothing', async (t) => {
  const { db } = store;
  const idempotency = { account: 'a', key: 'k-1', payloadHash: 'ab'.repeat(32), expiresAt: after(3600), response: { revision: 2 } };
  const id = await startedCase(db);
  t.is((await saveStep(db, nextStep(id, 1, [], { idempotency }))).status, 'applied');
  t.deepEqual(await saveStep(db, nextStep(id, 2, [], { idempotency })), { status: 'duplicate', response: { revision: 2 } });
  t.is((await loadCase(db, id, { now: NOW }))?.case.revision, 2);
});

test('an idempotency key that comes with another payload is a conflict', async (t) => {
  const { db } = store;
  const idempotency = { account: 'a', key: 'k-2', payloadHash: 'ab'.repeat(32), expiresAt: after(3600), response: null };
  const id = await startedCase(db, { idempotency });
  const error = (await t.throwsAsync(
    async () => await saveStep(db, nextStep(id, 1, [], { idempotency: { ...idempotency, payloadHash: 'cd'.repeat(32) } })),
  )) as Rejection;
  t.is(error.code, 'idempotencyKeyReused');
  t.is(error.kind, 'conflict');
});

test('an idempotency key can be used again after its window', async (t) => {
  const { db } = store;
  const idempotency = { account: 'a', key: 'k-3', payloadHash: 'ab'.repeat(32), expiresAt: after(60), response: 1 };
  const id = await startedCase(db, { idempotency });
  const again = { ...idempotency, payloadHash: 'cd'.repeat(32), expiresAt: after(600), response: 2 };
  t.is((await saveStep(db, nextStep(id, 1, [], { now: after(61), idempotency: again }))).status, 'applied');
});

test('of two starts at the same time with one idempotency key one makes a case', async (t) => {
  const { db } = store;
  const idempotency = { account: 'a', key: 'k-4', payloadHash: 'ab'.repeat(32), expiresAt: after(3600), response: null };
  const results = await Promise.all(
    Array.from({ length: 5 }, async () => await saveStep(db, firstStep({ idempotency }, { procedure: 'once' }))),
  );
  t.is(results.filter(({ status }) => status === 'applied').length, 1);
  t.true(results.every(({ status }) => ['applied', 'stale', 'duplicate'].includes(status)));
  t.is((await db.pool.query("select from process_case where procedure = 'once'")).rowCount, 1);
});

test('an unknown transactional effect refuses the whole step', async (t) => {
  const { db } = store;
  const id = await startedCase(db);
  const effects = [opened(7), { type: 'transactional', node: 'apply', name: 'bank.transfer', input: {} } as const];
  const error = (await t.throwsAsync(async () => await saveStep(db, nextStep(id, 1, effects)))) as Rejection;
  t.is(error.code, 'unknownEffect');
  const loaded = await loadCase(db, id, { now: NOW, tasks: [7] });
  t.is(loaded?.case.revision, 1);
  t.deepEqual(loaded?.tasks, []);
  t.is((await db.pool.query('select from audit_link where case_id = $1', [id])).rowCount, 1);
});

test('comments, thrown messages and outbox entries are kept with their step', async (t) => {
  const { db } = store;
  const id = await startedCase(db);
  const thrown = { type: 'messageThrown', node: 'send', name: 'answer', key: 'k', payload: { a: 1 } } as const;
  await saveStep(db, nextStep(id, 1, [thrown], { comment: 'Đã xem', outbox: [{ kind: 'stepSaved', payload: { x: 1 } }] }));
  const { rows } = await db.pool.query('select kind, payload, revision from outbox where case_id = $1 order by id', [id]);
  t.deepEqual(rows, [
    { kind: 'messageThrown', payload: { id: `${id}:2:0`, node: 'send', name: 'answer', key: 'k', payload: { a: 1 } }, revision: 2 },
    { kind: 'stepSaved', payload: { x: 1 }, revision: 2 },
  ]);
  t.like((await db.pool.query('select text from comment where case_id = $1', [id])).rows[0], { text: 'Đã xem' });
});

test('a database that is not there is a passing fault', async (t) => {
  const absent = openDatabase('postgresql://nobody@/none?host=/nonexistent', { max: 1 });
  t.teardown(async () => await absent.close());
  await t.throwsAsync(async () => await saveStep(absent, firstStep()), { instanceOf: Transient });
});

test('a broken connection is a passing fault, and the pool goes on', async (t) => {
  const lost: string[] = [];
  const own = openDatabase(store.db.url, { max: 1, onConnectionLost: ({ message }) => lost.push(message) });
  t.teardown(async () => await own.close());
  await own.pool.query("set application_name = 'to be cut'");
  const cut = own.pool.query('select pg_sleep(60)');
  const kill = async (): Promise<void> => {
    const { rows } = await store.db.pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'to be cut' and query like '%pg_sleep%'",
    );
    if (rows.length === 0) await kill();
  };
  await Promise.all([t.throwsAsync(async () => await translating(async () => await cut), { instanceOf: Transient }), kill()]);
  t.is((await saveStep(own, firstStep())).status, 'applied');
});

test('a migrated task takes the new wording and candidates, and keeps its due date and who has claimed it', async (t) => {
  const { db } = store;
  const id = await startedCase(db, { effects: [opened(2, { due: { due: after(60) } })] });
  await saveStep(db, nextStep(id, 1, [], { taskChanges: [{ instance: 2, assignee: 'p1' }] }));
  const definition = '018f0000-0000-7000-8000-0000000000d2';
  const reworded = opened(2, { migrated: true, node: 'approve_2', name: 'Duyệt', definition, candidateRoles: ['boss'], outcomes: ['ok'] });
  await saveStep(db, nextStep(id, 2, [reworded], { definition, command: { type: 'migrateCase', definition, map: {} } }));
  const loaded = await loadCase(db, id, { now: NOW });
  t.is(loaded?.case.definition, definition);
  t.like(loaded?.tasks[0], {
    node: 'approve_2',
    name: 'Duyệt',
    candidateRoles: ['boss'],
    outcomes: ['ok'],
    assignee: 'p1',
    dueAt: after(60),
    state: 'open',
  });
  const { rows } = await db.pool.query('select distinct key, claimed from task_candidate where case_id = $1 order by key', [id]);
  t.deepEqual(rows, [
    { key: 'boss@cuc', claimed: true },
    { key: 'boss@cuc.hanoi', claimed: true },
  ]);
});

test('a reminder leaves through the outbox', async (t) => {
  const { db } = store;
  const id = await startedCase(db, {
    effects: [opened(2), { type: 'taskReminder', instance: 2, node: 'approve', kind: 'remind', notify: ['boss'] }],
  });
  const { rows } = await db.pool.query("select payload from outbox where case_id = $1 and kind = 'taskReminder'", [id]);
  t.deepEqual(rows, [{ payload: { id: `${id}:1:1`, instance: 2, node: 'approve', kind: 'remind', notify: ['boss'] } }]);
});

test('a case may start and end in one step', async (t) => {
  const { db } = store;
  const effects = [opened(2), { type: 'userTaskClosed', instance: 2, how: 'cancelled' }, { type: 'caseEnded', how: 'terminated' }] as const;
  const id = await startedCase(db, { effects, state: { ...stateWith(), e: 'terminated' } });
  const loaded = await loadCase(db, id, { now: NOW });
  t.like(loaded?.case, { status: 'ended', endedHow: 'terminated', startedAt: NOW, endedAt: NOW, revision: 1 });
  t.deepEqual(loaded?.tasks, []);
});

test('who gets or does a task is a participant of the case, once', async (t) => {
  const { db } = store;
  const id = await startedCase(db, { effects: [opened(2, { assignee: 'p-given' })], actor: { account: 'x', person: 'p-starter' } });
  const close = { type: 'userTaskClosed', instance: 2, how: 'completed' } as const;
  await saveStep(db, nextStep(id, 1, [close, opened(3)], { actor: { account: 'x', person: 'p-given', onBehalfOf: 'p-absent' } }));
  await saveStep(
    db,
    nextStep(id, 2, [], { taskChanges: [{ instance: 3, assignee: 'p-claims' }], actor: { account: 'x', person: 'p-boss' } }),
  );
  t.deepEqual((await loadCase(db, id, { now: NOW }))?.case.participants, ['p-absent', 'p-claims', 'p-given']);
});
