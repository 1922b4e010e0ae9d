import test from 'ava';
import type { Rejection } from '../../errors.ts';
import type { Page } from '../../store/contract.ts';
import { actorKeys } from '../../store/candidate-keys.ts';
import { listCases } from '../../store/queries/list-cases.ts';
import { listIncidents } from '../../store/queries/list-incidents.ts';
import { listJobs } from '../../store/queries/list-jobs.ts';
import { listCaseTasks } from '../../store/queries/list-case-tasks.ts';
import { listWaits } from '../../store/queries/case-history.ts';
import {
  countCandidateTasks,
  listCandidateTasks,
  listDoneTasks,
  listMyTasks,
  listOpenTasks,
  listOverdueTasks,
} from '../../store/queries/list-tasks.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { saveStep } from '../../store/repositories/save-step.ts';
import { after, nextStep, NOW, opened, startedCase, useStore } from './fixtures.ts';

const store = useStore(test);
const due = (seconds: number) => ({ due: { due: after(seconds) } });

/** All pages, one after the other; `between` runs after each. */
async function pages<T>(
  list: (cursor?: string) => Promise<Page<T>>,
  between: (page: number) => Promise<unknown> = async () => {},
): Promise<readonly T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  let page = 0;
  do {
    const { items, next } = await list(cursor);
    all.push(...items);
    cursor = next;
    await between((page += 1));
  } while (cursor !== undefined);
  return all;
}

test('pages neither repeat nor lose a task, while others come and go between them', async (t) => {
  const { db } = store;
  const role = 'pages';
  const make = async (seconds: number) => await startedCase(db, { effects: [opened(2, { candidateRoles: [role], ...due(seconds) })] });
  const ids: string[] = [];
  for (let i = 0; i < 23; i += 1) ids.push(await make(1000 + Math.floor(i / 3)));
  const keys = actorKeys(
    [
      { role, unitPath: 'cuc' },
      { role, unitPath: 'cuc.hanoi' },
    ],
    ['p'],
  );
  for (const sort of ['due', 'created', 'priority'] as const) {
    const seen = await pages(
      async (cursor) => await listCandidateTasks(db, { keys, persons: ['p'], sort, limit: 5, cursor }),
      async (page) => {
        // before and after what was shown already
        if (sort === 'due' && page < 4) await make(page);
      },
    );
    const known = seen.filter(({ caseId }) => ids.includes(caseId)).map(({ caseId }) => caseId);
    t.is(known.length, ids.length, sort);
    t.is(new Set(known).size, ids.length, sort);
  }
});

test('a task is claimable through role and unit, from above too, and through the case unit where it names none', async (t) => {
  const { db } = store;
  const role = 'reach';
  const named = await startedCase(db, { effects: [opened(2, { candidateRoles: [role], candidateUnits: ['cuc.hanoi.doi_1', 'cuc.hue'] })] });
  const unnamed = await startedCase(db, { effects: [opened(2, { candidateRoles: [role], candidateUnits: [] })] });
  const unitOnly = await startedCase(db, { effects: [opened(2, { candidateRoles: [], candidateUnits: ['cuc.reach'] })] });
  const personal = await startedCase(db, {
    effects: [opened(2, { candidateRoles: [], candidateUnits: [], candidatePersons: ['p-reach'] })],
  });
  const all = [named, unnamed, unitOnly, personal];
  const seenBy = async (grants: { role: string; unitPath: string }[], person = 'p') => {
    const keys = actorKeys(grants, [person]);
    const { items } = await listCandidateTasks(db, { keys, persons: [person], limit: 100 });
    return items
      .map(({ caseId }) => caseId)
      .filter((id) => all.includes(id))
      .toSorted();
  };
  t.deepEqual(await seenBy([{ role, unitPath: 'cuc.hanoi.doi_1' }]), [named]);
  t.deepEqual(await seenBy([{ role, unitPath: 'cuc.hanoi' }]), [named, unnamed].toSorted());
  t.deepEqual(await seenBy([{ role, unitPath: 'cuc.hue' }]), [named]);
  t.deepEqual(await seenBy([{ role, unitPath: 'cuc.hanoi.doi_2' }]), []);
  t.deepEqual(await seenBy([{ role: 'another', unitPath: 'cuc.reach' }]), [unitOnly]);
  t.deepEqual(await seenBy([], 'p-reach'), [personal]);
  t.deepEqual(await seenBy([]), []);
});

test('who is excluded does not see the task, and a claimed one is listed only where asked for', async (t) => {
  const { db } = store;
  const role = 'exclusive';
  const keys = actorKeys([{ role, unitPath: 'cuc.hanoi' }], []);
  const id = await startedCase(db, { effects: [opened(2, { candidateRoles: [role], excludedPersons: ['p-starter'] })] });
  const seen = async (persons: string[], claimed = false) =>
    (await listCandidateTasks(db, { keys, persons, claimed, limit: 9 })).items.length;
  t.deepEqual([await seen(['p-starter']), await seen(['p-other']), await seen(['p-other', 'p-starter'])], [0, 1, 0]);
  t.is(await countCandidateTasks(db, { keys, persons: ['p-other'] }), 1);
  await saveStep(db, nextStep(id, 1, [], { taskChanges: [{ instance: 2, assignee: 'p-other' }] }));
  t.deepEqual([await seen(['p-other']), await seen(['p-other'], true)], [0, 1]);
  t.is(await countCandidateTasks(db, { keys, persons: ['p-other'] }), 0);
  const mine = await listMyTasks(db, ['p-other', 'account-other'], { limit: 9 });
  t.like(mine.items[0], { caseId: id, assignee: 'p-other', caseTitle: 'Cấp tài khoản', caseStatus: 'active' });
  const close = { type: 'userTaskClosed', instance: 2, how: 'completed' } as const;
  await saveStep(db, nextStep(id, 2, [close], { actor: { account: 'x', person: 'p-other' } }));
  t.deepEqual((await listMyTasks(db, ['p-other'], { limit: 9 })).items, []);
  t.deepEqual(
    (await listDoneTasks(db, ['p-other'], { limit: 9 })).items.map(({ caseId }) => caseId),
    [id],
  );
});

test('the predicate of rights, filters and the text of the case all narrow a list', async (t) => {
  const { db } = store;
  const make = async (unitPath: string, title: string) =>
    await startedCase(db, { effects: [opened(2, due(50))] }, { unitPath, title, procedure: 'narrow' });
  const [a, b] = [await make('cuc.narrow.a', 'Hoãn chấp hành án'), await make('cuc.narrow.b', 'Thu hồi tài khoản')];
  const list = async (more: object) =>
    (await listOpenTasks(db, { limit: 9, filter: { procedure: 'narrow', ...more } })).items.map(({ caseId }) => caseId);
  t.deepEqual((await list({})).toSorted(), [a, b].toSorted());
  t.deepEqual(await list({ unitPath: 'cuc.narrow.b' }), [b]);
  t.deepEqual(await list({ text: 'hoan CHAP' }), [a]);
  t.deepEqual(await list({ text: 'thu hồi' }), [b]);
  t.deepEqual(await list({ text: '100%' }), []);
  t.deepEqual(await list({ dueBefore: after(50) }), []);
  const predicate = { sql: 'task.unit_path <@ ?::ltree[] and task.state = ?', bindings: [['cuc.narrow.a'], 'open'] };
  t.deepEqual(
    (await listOpenTasks(db, { limit: 9, predicate, filter: { procedure: 'narrow' } })).items.map(({ caseId }) => caseId),
    [a],
  );
  const overdue = async (seconds: number) =>
    (await listOverdueTasks(db, after(seconds), { limit: 9, predicate })).items.map(({ caseId }) => caseId);
  t.deepEqual([await overdue(50), await overdue(51)], [[], [a]]);
});

test('cases are found by procedure, code, key, person, variable, time and text without diacritics', async (t) => {
  const { db } = store;
  const procedure = 'findable';
  const id = await startedCase(
    db,
    { now: after(-86_400), actor: { account: 'acc', person: 'p-find' }, variables: { 1: { target: 'Đỗ Thị Hường', $x: { n: 1 } } } },
    { procedure, businessKey: 'QĐ-77/2026', title: 'Đề nghị giảm thời hạn của Đặng Văn Ướng', parties: ['p-party'], code: 'F-77' },
  );
  await startedCase(db, {}, { procedure });
  const find = async (filter: object) => (await listCases(db, { limit: 9, filter: { procedure, ...filter } })).items.map((item) => item.id);
  t.is((await find({})).length, 2);
  for (const filter of [
    { code: 'F-77' },
    { businessKey: 'QĐ-77/2026' },
    { person: 'p-find' },
    { variable: { name: 'target', value: 'Đỗ Thị Hường' } },
    { variable: { name: '$x', value: { n: 1 } } },
    { startedTo: after(-10) },
    { text: 'dang van uong' },
    { text: 'ĐẶNG giảm' },
    { text: 'qd-77' },
    { status: 'active', unitPath: 'cuc', text: 'thoi han' },
  ])
    t.deepEqual(await find(filter), [id], JSON.stringify(filter));
  t.deepEqual(await find({ variable: { name: 'target', value: 'x' } }), []);
  t.deepEqual(await find({ text: 'miễn' }), []);
  const predicate = { sql: '(process_case.started_person = ? or process_case.parties && ?)', bindings: ['nobody', ['p-party']] };
  t.deepEqual(
    (await listCases(db, { limit: 9, predicate })).items.map((item) => item.id),
    [id],
  );
});

test('who did a task is found with the case', async (t) => {
  const { db } = store;
  const id = await startedCase(db);
  await saveStep(
    db,
    nextStep(id, 1, [{ type: 'userTaskClosed', instance: 2, how: 'completed' }], { actor: { account: 'x', person: 'p-did' } }),
  );
  t.deepEqual(
    (await listCases(db, { limit: 9, filter: { person: 'p-did' } })).items.map((item) => item.id),
    [id],
  );
});

test('archived cases stay in the lists, in order, with tasks, variables and history', async (t) => {
  const { db } = store;
  const procedure = 'archived';
  const make = async (i: number, end: boolean) => {
    const id = await startedCase(db, { now: after(i - 40_000_000), variables: { 1: { i } } }, { procedure, businessKey: `A-${i}` });
    const done = [
      { type: 'userTaskClosed', instance: 2, how: 'completed' },
      { type: 'caseEnded', how: 'completed' },
    ] as const;
    if (end) await saveStep(db, nextStep(id, 1, done, { now: after(i - 39_000_000) }));
    return id;
  };
  const ids: string[] = [];
  for (let i = 0; i < 8; i += 1) ids.push(await make(i, i % 2 === 0));
  const moved = await Promise.all(
    [1, 2].map(
      async () => (await db.pool.query<{ n: number }>('select archive_cases($1, 100) as n', [after(-38_000_000)])).rows[0]?.n ?? 0,
    ),
  );
  t.is(
    moved.reduce((a, b) => a + b),
    4,
  );
  const seen = await pages(async (cursor) => await listCases(db, { limit: 3, filter: { procedure }, cursor }));
  t.deepEqual(
    seen.map((item) => item.id),
    ids.toReversed(),
  );
  t.deepEqual(
    (await listCases(db, { limit: 9, filter: { procedure, status: 'ended', variable: { name: 'i', value: 4 } } })).items.map(
      (item) => item.id,
    ),
    [ids[4]],
  );
  const loaded = await loadCase(db, ids[0] ?? '', { now: NOW, tasks: [2] });
  t.like(loaded, { case: { status: 'ended', revision: 2 }, variables: { 1: { i: 0 } } });
  t.is(loaded?.tasks[0]?.state, 'completed');
  t.is((await listCaseTasks(db, ids[0] ?? '', { limit: 10 })).items.length, 1);
  t.deepEqual(await saveStep(db, nextStep(ids[0] ?? '', 2)), { status: 'stale' });
  t.is(
    ((await t.throwsAsync(async () => await startedCase(db, {}, { procedure, businessKey: 'A-0' }))) as Rejection).code,
    'businessKeyTaken',
  );
});

test('incidents, jobs and waits name their case', async (t) => {
  const { db } = store;
  const job = {
    type: 'jobCreated',
    instance: 3,
    node: 'call',
    topic: 'listed',
    retries: 1,
    backoff: { first: 1, factor: 1, most: 1 },
    input: {},
  } as const;
  const incident = { type: 'incidentRaised', instance: 4, node: 'script', kind: 'expressionFailed', message: 'null' } as const;
  const id = await startedCase(
    db,
    { effects: [job, incident, { type: 'timerArmed', instance: 2, node: 't', due: Date.parse(NOW) }] },
    { procedure: 'listed' },
  );
  t.like((await listIncidents(db, { limit: 9, procedure: 'listed' })).items[0], {
    caseId: id,
    kind: 'expressionFailed',
    procedure: 'listed',
  });
  t.like((await listJobs(db, { limit: 9, topic: 'listed' })).items[0], { caseId: id, topic: 'listed', procedure: 'listed', parked: false });
  t.deepEqual(await listWaits(db, id), {
    timers: [{ instance: 2, node: 't', dueAt: NOW }],
    subscriptions: [],
    jobs: [{ instance: 3, node: 'call', topic: 'listed', tries: 0, retriesLeft: 1 }],
  });
});

test('a wrong cursor or page size is refused', async (t) => {
  const refusal = async (work: () => Promise<unknown>) => ((await t.throwsAsync(work)) as Rejection).code;
  t.is(await refusal(async () => await listCases(store.db, { limit: 0 })), 'limitInvalid');
  t.is(await refusal(async () => await listCases(store.db, { limit: 201 })), 'limitInvalid');
  for (const cursor of ['x', Buffer.from('[1]').toString('base64url'), Buffer.from('["a","b","c"]').toString('base64url')])
    t.is(await refusal(async () => await listCases(store.db, { limit: 5, cursor })), 'cursorInvalid');
  const wrong = Buffer.from('["not a time","not an id"]').toString('base64url');
  t.is(await refusal(async () => await listCases(store.db, { limit: 5, cursor: wrong })), 'cursorInvalid');
});
