/** Provinces are merged and split on their day: what belonged to them follows, once, and nothing is left in a unit that is gone. */
import ava from 'ava';
import { changeUnits } from '../../worker/change-units.ts';
import { installCrashHook } from '../../commands/crash-point.ts';
import { runCommand } from '../../commands/run-command.ts';
import { listHistory } from '../../store/queries/case-history.ts';
import { actorKeys } from '../../store/queries/actor-keys.ts';
import { listCandidateTasks } from '../../store/queries/list-tasks.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { loadRights } from '../../store/repositories/rights.ts';
import { saveUnits, seedAccount } from '../../store/repositories/accounts.ts';
import { approval, bpmn, chain, deployed, done, NOW, opened, person, refusal, task, useOffice } from '../commands/fixtures.ts';

const office = useOffice(ava);
const test = ava.serial;
const DAY = 86_400;
const ON = '2026-11-24';
let crashAt: { point: string; left: number } | undefined;

test.before(async () => {
  installCrashHook((point) => {
    if (crashAt?.point === point && --crashAt.left === 0) throw new Error(`killed at ${point}`);
  });
  await deployed(office, ['approval.bpmn', approval('approval')]);
  const named = `<startEvent id="start"/>${task('first', 'tk:candidateRoles="officer"')}
    ${task('second', 'tk:candidateRoles="manager" tk:candidateUnits="= [where]"')}<endEvent id="end"/>${chain('start', 'first', 'second', 'end')}`;
  await deployed(office, ['named.bpmn', bpmn('named', named)]);
});

let worlds = 0;
/** Two provinces of their own, each with an officer and a manager; the first has a commune with an officer. */
async function provinces() {
  worlds += 1;
  const [a, b] = [`cuc.a${worlds}`, `cuc.b${worlds}`];
  const paths = [a, b, `${a}.xa`];
  await saveUnits(office.db, paths.map((path) => ({ id: path, path, name: `Tỉnh ${path}`, kind: 'province' }))); // prettier-ignore
  const seat = async (role: string, unitPath: string): Promise<string> => {
    const id = `${role}-${unitPath}`;
    await seedAccount(
      office.db,
      { id, login: id, person: { id: `person-${id}`, name: id, unitPath }, grants: [{ role, unitPath }] },
      '2026-01-01T00:00:00.000Z',
    );
    const sql = "insert into position (person, unit_path, title, valid_from) values ($1, $2, 'Chức vụ', '2026-01-01')";
    await office.db.pool.query(sql, [`person-${id}`, unitPath]);
    return id;
  };
  const officers = { a: await seat('officer', a), b: await seat('officer', b), xa: await seat('officer', `${a}.xa`) };
  const managers = { a: await seat('manager', a), b: await seat('manager', b) };
  return { a, b, c: `cuc.c${worlds}`, officers, managers };
}

const started = async (by: string, procedure = 'approval', variables: Record<string, string> = { subject: 'x' }) => {
  const { caseId, opened: tasks, code } = await office.run<'startCase'>(person(by), { type: 'startCase', procedure, variables });
  return { caseId, instance: tasks[0]?.instance ?? 0, code };
};

interface Successor {
  readonly path: string;
  readonly name?: string;
  readonly abbreviation?: string;
  readonly kind?: string;
  readonly units?: readonly string[];
  readonly procedures?: readonly string[];
  readonly cases?: readonly string[];
  readonly persons?: readonly string[];
}
let approvals = 0;
/** As an approved case does it in its step. */
async function approved(
  operation: string,
  sources: readonly string[],
  successors: readonly Successor[],
  more: object = {},
): Promise<number> {
  approvals += 1;
  const caseId = `019ccccc-0000-7000-8000-${String(approvals).padStart(12, '0')}`;
  const why = { reason: 'Sáp nhập', basis: 'NQ 202/2025/QH15', citation: 'Điều 1', proposedBy: 'department', effectiveOn: ON };
  const body = { operation, sources, successors, default: successors[0]?.path, ...why, ...more };
  const { pool } = office.db;
  await pool.query('select apply_unit_change($1, $2, $3, $4)', [JSON.stringify(body), caseId, 'manager', office.services.clock()]);
  const { rows } = await pool.query<{ id: number }>('select id::int as id from unit_change where case_id = $1', [caseId]);
  return rows[0]?.id ?? 0;
}
const moved = async (id: number) =>
  (await office.db.pool.query<{ state: string; moved: object }>('select state, moved from unit_change where id = $1', [id])).rows[0];
const unitOf = async (caseId: string): Promise<string | undefined> =>
  (await loadCase(office.db, caseId, { now: office.services.clock() }))?.case.unitPath;
const grantsOf = async (account: string) =>
  (await loadRights(office.db, account, office.services.clock()))?.grants.map(({ unitPath }) => unitPath);
const left = async (unit: string): Promise<unknown> =>
  (
    await office.db.pool.query(
      `select (select count(*)::int from process_case where unit_path <@ $1) as cases, (select count(*)::int from person where unit_path <@ $1) as persons,
        (select count(*)::int from user_task where state = 'open' and (unit_path <@ $1 or $1::text = any(candidate_units))) as tasks,
        (select count(*)::int from task_candidate where key like '%@' || $1::text) as keys,
        (select count(*)::int from role_grant where unit_path <@ $1 and (valid_to is null or valid_to > $2)) as grants,
        (select count(*)::int from position where unit_path <@ $1 and (valid_to is null or valid_to > ($2::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date)) as positions,
        (select count(*)::int from party where unit_path <@ $1) as files`,
      [unit, office.services.clock()],
    )
  ).rows[0];
const NOTHING = { cases: 0, persons: 0, tasks: 0, keys: 0, grants: 0, positions: 0, files: 0 };

/** The rest of the world moves on to the day of the change; each test begins a day earlier in its own provinces. */
const untilItsDay = (): void => office.pass(DAY);
let today = ON;
const nextDay = (): string => (today = new Date(Date.parse(today) + DAY * 1_000).toISOString().slice(0, 10));

test('provinces merge on their day, and not before: cases, tasks, people, rights and files follow', async (t) => {
  const { a, b, c, officers, managers } = await provinces();
  const one = await started(officers.a);
  const two = await started(officers.b);
  const low = await started(officers.xa);
  await office.run<'claimTask'>(person(officers.b), { type: 'claimTask', caseId: two.caseId, instance: two.instance });
  await office.db.pool.query(
    "insert into party (id, kind, name, unit_path, created_at, updated_at) values ('file-1', 'prisoner', 'X', $1, $2, $2)",
    [a, NOW],
  );
  await office.db.pool.query("insert into party_change (party, revision, at, account, facts) values ('file-1', 1, $1, 'x', $2)", [
    NOW,
    { name: 'X', unitPath: a },
  ]);
  const id = await approved('MERGE', [a, b], [{ path: c, name: 'Tỉnh mới', kind: 'province' }]);
  t.is(await changeUnits(office.services), 0);
  t.deepEqual([await unitOf(one.caseId), (await moved(id))?.state], [a, 'approved']);

  untilItsDay();
  t.is(await changeUnits(office.services), 1);
  t.deepEqual([await unitOf(one.caseId), await unitOf(two.caseId), await unitOf(low.caseId)], [c, c, `${c}.xa`]);
  for (const unit of [a, b]) t.deepEqual(await left(unit), NOTHING, unit);
  t.deepEqual(await grantsOf(managers.a), [c]);
  t.deepEqual(await grantsOf(officers.xa), [`${c}.xa`]);
  t.like(await moved(id), { state: 'done', moved: { cases: 3, accounts: 5, persons: 5, files: 1 } });
  // what was being worked on goes on
  await office.run<'completeTask'>(person(officers.b), { type: 'completeTask', caseId: two.caseId, instance: two.instance });
  const mine = await listCandidateTasks(office.db, { limit: 10, keys: actorKeys([{ role: 'manager', unitPath: c }], []), persons: [] });
  t.deepEqual(mine.items.map((item) => item.caseId), [two.caseId]); // prettier-ignore
  t.is(
    (await done(office, person(managers.a), opened(await done(office, person(officers.b), one)), { outcome: 'approve' })).status,
    'ended',
  );
  const { items } = await listHistory(office.db, one.caseId, { limit: 10 });
  t.like(
    items.find(({ command }) => command.type === 'moveCaseToUnit'),
    { command: { from: a, to: c, change: id }, actor: { account: 'system:worker' } },
  );
  t.is(await changeUnits(office.services), 0, 'once');
  const { rows } = await office.db.pool.query('select name, valid_from::text, valid_to::text from unit_term where path = $1', [a]);
  t.like(rows[0], { name: `Tỉnh ${a}`, valid_to: ON });
  const heir = await office.db.pool.query('select count(*)::int as n from position where unit_path <@ $1 and follows is not null', [c]);
  t.is(heir.rows[0].n, 5);
});

test('a step that was decided on the old unit is decided again, and lands in the new one', async (t) => {
  const { a, c, officers } = await provinces();
  const on = await started(officers.a);
  await approved('MERGE', [a], [{ path: c, name: 'Tỉnh mới', kind: 'province' }], { effectiveOn: today });
  let meanwhile: Promise<unknown> | undefined;
  // between the loading of the case and its writing
  const services = {
    ...office.services,
    moduleRules: {
      ...office.services.moduleRules,
      last: () => office.services.moduleRules.last(),
      refresh: async () => {
        meanwhile ??= changeUnits(office.services);
        await meanwhile;
        await office.services.moduleRules.refresh();
      },
    },
  };
  await runCommand(services, person(officers.a), { type: 'claimTask', caseId: on.caseId, instance: on.instance });
  t.is(await unitOf(on.caseId), c);
  t.deepEqual(await left(a), NOTHING);
  const { items } = await listHistory(office.db, on.caseId, { limit: 10 });
  t.deepEqual(items.map(({ command }) => command.type), ['startCase', 'moveCaseToUnit', 'claimTask']); // prettier-ignore
});

test('a task that opens later and names a unit that is gone goes where that unit went', async (t) => {
  const { a, b, c, officers, managers } = await provinces();
  const on = await started(officers.b, 'named', { where: a });
  await approved('MERGE', [a], [{ path: c, name: 'Tỉnh mới', kind: 'province' }], { effectiveOn: today });
  t.is(await changeUnits(office.services), 1);
  t.is(await unitOf(on.caseId), b);
  const next = opened(await done(office, person(officers.b), on));
  t.deepEqual(await left(a), NOTHING);
  t.is((await done(office, person(managers.a), next)).status, 'ended');
});

test('nobody begins a case in a unit that is gone', async (t) => {
  const { a, c, officers } = await provinces();
  await approved('MERGE', [a], [{ path: c, name: 'Tỉnh mới', kind: 'province' }], { effectiveOn: today });
  await changeUnits(office.services);
  t.is(await unitOf((await started(officers.a)).caseId), c);
  const late = { type: 'startCase', procedure: 'approval', unitPath: a, variables: { subject: 'x' } } as const;
  t.regex(await refusal(office.run<'startCase'>(person(officers.a), late)), /forbidden|validation unitUnknown/);
  await office.db.pool.query("insert into role_grant (account, role, unit_path, valid_from) values ($1, 'officer', $2, $3)", [
    officers.a,
    a,
    NOW,
  ]);
  const step = office.run<'startCase'>(person(officers.a), { ...late, unitPath: a });
  t.regex(await refusal(step), /unitUnknown|unitClosed/);
});

test('a split goes by its rules, the rest to the default', async (t) => {
  const { a, b, c, officers, managers } = await provinces();
  const named = await started(officers.a);
  const other = await started(officers.a);
  const kind = await started(officers.a, 'named', { where: a });
  const low = await started(officers.xa);
  const parts: Successor[] = [
    { path: c, name: 'Tỉnh còn lại', kind: 'province' },
    { path: b, cases: [named.code], persons: [`person-${managers.a}`] },
    { path: `${c}d`, name: 'Tỉnh mới', kind: 'province', procedures: ['named'], units: [`${a}.xa`] },
  ];
  const id = await approved('SPLIT', [a], parts, { effectiveOn: today });
  t.is(await changeUnits(office.services), 1);
  t.deepEqual(await Promise.all([named, other, kind, low].map(async ({ caseId }) => await unitOf(caseId))), [b, c, `${c}d`, `${c}d.xa`]);
  t.deepEqual([await grantsOf(managers.a), await grantsOf(officers.a), await grantsOf(officers.xa)], [[b], [c], [`${c}d.xa`]]);
  t.deepEqual(await left(a), NOTHING);
  t.like(await moved(id), { state: 'done', moved: { cases: 4 } });
});

test('part of a unit is split off, and the unit goes on', async (t) => {
  const { a, c, officers } = await provinces();
  const [stays, goes] = [await started(officers.a), await started(officers.xa)];
  await approved('SPLIT', [a], [{ path: a }, { path: c, name: 'Tách ra', kind: 'province', units: [`${a}.xa`] }], {
    effectiveOn: today,
    default: a,
  });
  t.is(await changeUnits(office.services), 1);
  t.deepEqual([await unitOf(stays.caseId), await unitOf(goes.caseId)], [a, `${c}.xa`]);
  t.deepEqual([await grantsOf(officers.a), await grantsOf(officers.xa)], [[a], [`${c}.xa`]]);
});

test('a unit is renamed from a day on; before it the old name stands', async (t) => {
  const { a } = await provinces();
  const from = nextDay();
  await approved('RENAME', [a], [{ path: a, name: 'Tên mới' }], { effectiveOn: from, default: undefined });
  await changeUnits(office.services);
  const names = async () => (await office.db.pool.query('select name from unit where path = $1', [a])).rows[0];
  t.deepEqual(await names(), { name: `Tỉnh ${a}` });
  untilItsDay();
  t.is(await changeUnits(office.services), 1);
  t.deepEqual(await names(), { name: 'Tên mới' });
  const { rows } = await office.db.pool.query('select name, valid_to::text from unit_term where path = $1 order by valid_from', [a]);
  t.deepEqual(rows, [{ name: `Tỉnh ${a}`, valid_to: from }, { name: 'Tên mới', valid_to: null }]); // prettier-ignore
});

for (const point of ['unitChangeBegun', 'unitBatchMoved', 'stepSaved', 'unitCaseMoved', 'unitChangeFinished'])
  test(`killed at ${point}, the change is gone on with, and everything has followed`, async (t) => {
    const { a, c, officers } = await provinces();
    for (let i = 0; i < 3; i++) await started(officers.a);
    const id = await approved('MERGE', [a], [{ path: c, name: 'Tỉnh mới', kind: 'province' }], { effectiveOn: today });
    crashAt = { point, left: 1 };
    await t.notThrowsAsync(async () => await changeUnits(office.services).catch(() => undefined));
    crashAt = undefined;
    await changeUnits(office.services);
    t.deepEqual(await left(a), NOTHING);
    t.is((await moved(id))?.state, 'done');
    const { rows } = await office.db.pool.query(
      'select account from role_grant where unit_path = $1 group by account, role having count(*) > 1',
      [c],
    );
    t.deepEqual(rows, [], 'no right twice');
  });

test('two nodes at once do it once', async (t) => {
  const { a, c, officers } = await provinces();
  for (let i = 0; i < 10; i++) await started(officers.a);
  const id = await approved('MERGE', [a], [{ path: c, name: 'Tỉnh mới', kind: 'province' }], { effectiveOn: today });
  await Promise.all([changeUnits(office.services), changeUnits(office.services)]);
  await changeUnits(office.services);
  t.deepEqual(await left(a), NOTHING);
  t.is((await moved(id))?.state, 'done');
});

test('what cannot be is refused before anything is written', async (t) => {
  const { a, b, c } = await provinces();
  const fresh = { path: c, name: 'Tỉnh mới', kind: 'province' };
  const bad: readonly (readonly [string, string, readonly string[], readonly Successor[], object?])[] = [
    ['unitUnknown', 'MERGE', ['cuc.nowhere'], [fresh]],
    ['unitSources', 'MERGE', [], [fresh]],
    ['unitSources', 'MERGE', [a, `${a}.xa`], [fresh]],
    ['unitRoot', 'MERGE', ['cuc'], [fresh]],
    ['unitInside', 'MERGE', [a], [{ ...fresh, path: `${a}.moi` }]],
    ['unitNameRequired', 'MERGE', [a], [{ path: c, kind: 'province' }]],
    ['unitKindUnknown', 'MERGE', [a], [{ ...fresh, kind: 'huyen' }]],
    ['unitParentUnknown', 'CREATE', [], [{ ...fresh, path: 'cuc.khong.co' }]],
    ['unitPathTaken', 'CREATE', [], [{ ...fresh, path: b }]],
    ['unitPathInvalid', 'CREATE', [], [{ ...fresh, path: 'cuc..x' }]],
    ['unitDefault', 'SPLIT', [a], [fresh], { default: b }],
    ['unitRuleUnknown', 'SPLIT', [a], [{ ...fresh, units: [b] }]],
    ['unitBackdated', 'MERGE', [a], [fresh], { effectiveOn: '2025-07-01' }],
    ['unitOperation', 'ABOLISH', [a], [fresh]],
  ];
  for (const [code, operation, sources, successors, more] of bad)
    await t.throwsAsync(
      async () => await approved(operation, sources, successors, { effectiveOn: today, ...more }),
      { message: new RegExp(code) },
      code,
    );
  await t.throwsAsync(async () => await approved('MERGE', [a], [fresh], { effectiveOn: today, proposedBy: 'manager' }), {
    message: /somebody else/,
  });
  const later = nextDay();
  await approved('MERGE', [a], [fresh], { effectiveOn: later });
  await t.throwsAsync(async () => await approved('RENAME', [a], [{ path: a, name: 'x' }], { effectiveOn: later }), {
    message: /unitChangePending/,
  });
});
