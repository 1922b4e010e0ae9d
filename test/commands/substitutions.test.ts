/** Absence cover: who acts for somebody absent, how far, and that it ends at once. */
import ava from 'ava';
import type { Actor } from '../../engine/command.ts';
import type { CommandOf } from '../../commands/contract.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { seedAccount } from '../../store/repositories/accounts.ts';
import { listHistory } from '../../store/queries/case-history.ts';
import { listActs } from '../../store/queries/list-acts.ts';
import { approval, deployed, done, MANAGER, MANAGER_2, NOW, OFFICER, opened, person, refusal, started, useOffice } from './fixtures.ts';

const office = useOffice(ava);
const test = ava.serial;
const HUE = person('stranger-manager');
const FOR_MANAGER: Actor = { ...HUE, onBehalfOf: 'person-manager' };
const DAY = { validFrom: '2026-11-23T00:00:00Z', validTo: '2026-11-24T00:00:00Z', reason: 'Đi công tác' };

test.before(async () => {
  await deployed(office, ['approval.bpmn', approval('approval')]);
  await deployed(office, ['other.bpmn', approval('other')]);
});

type Asked = Partial<CommandOf<'appointSubstitute'>>;
const appoint = async (more: Asked = {}, by: Actor = MANAGER): Promise<number> =>
  (await office.run<'appointSubstitute'>(by, { type: 'appointSubstitute', substitute: 'person-stranger-manager', ...DAY, ...more })).id;
const end = async (substitution: number, by: Actor = MANAGER): Promise<unknown> =>
  await office.run<'endSubstitution'>(by, { type: 'endSubstitution', substitution, reason: 'Đã trở lại' });
const review = async (procedure = 'approval') => opened(await done(office, OFFICER, await started(office, procedure, { subject: 'x' })));
const claim = async (actor: Actor, on: { caseId: string; instance: number }) =>
  await office.run<'claimTask'>(actor, { type: 'claimTask', ...on });

test('a substitute acts with the rights of the absent person, and the record names both', async (t) => {
  const on = await review();
  t.is(await refusal(claim(HUE, on)), 'notFound taskNotFound');
  t.is(await refusal(claim(FOR_MANAGER, on)), 'forbidden substitutionUnknown');
  const id = await appoint();
  await claim(FOR_MANAGER, on);
  await office.run<'completeTask'>(FOR_MANAGER, { type: 'completeTask', ...on, outcome: 'approve' });
  const { items } = await listHistory(office.db, on.caseId, { limit: 10 });
  t.like(items.at(-1)?.actor, { account: 'stranger-manager', person: 'person-stranger-manager', onBehalfOf: 'person-manager' });
  t.true((await loadCase(office.db, on.caseId, { now: NOW }))?.case.participants.includes('person-stranger-manager'));
  const acts = await listActs(office.db, { limit: 5, act: 'appointSubstitute' });
  t.like(acts.items[0], { account: 'manager', subject: String(id), reason: 'Đi công tác' });
  await end(id);
});

test('what was taken for the absent person is theirs: when the cover ends nothing is left with the substitute', async (t) => {
  const on = await review();
  const id = await appoint();
  await claim(FOR_MANAGER, on);
  await end(id);
  for (const actor of [FOR_MANAGER, HUE])
    t.regex(await refusal(office.run<'completeTask'>(actor, { type: 'completeTask', ...on, outcome: 'approve' })), /^(forbidden|notFound)/);
  t.is((await office.run<'completeTask'>(MANAGER, { type: 'completeTask', ...on, outcome: 'approve' })).status, 'ended');
});

test('work that the absent person had taken is done by the substitute', async (t) => {
  const on = await review();
  await claim(MANAGER, on);
  const id = await appoint();
  t.is(await refusal(office.run<'completeTask'>(HUE, { type: 'completeTask', ...on, outcome: 'approve' })), 'notFound taskNotFound');
  t.is((await office.run<'completeTask'>(FOR_MANAGER, { type: 'completeTask', ...on, outcome: 'approve' })).status, 'ended');
  await end(id);
});

test('before its time a substitution gives nothing, and none after it', async (t) => {
  const on = await review();
  await appoint({ validFrom: '2026-11-23T03:00:00Z', validTo: '2026-11-23T04:00:00Z' });
  t.is(await refusal(claim(FOR_MANAGER, on)), 'forbidden substitutionUnknown');
  office.pass(3_600);
  await claim(FOR_MANAGER, on);
  office.pass(3_600);
  t.is(await refusal(office.run<'unclaimTask'>(FOR_MANAGER, { type: 'unclaimTask', ...on })), 'forbidden substitutionUnknown');
});

test('it ends at once, also for a step that is under way', async (t) => {
  const on = await review();
  const id = await appoint();
  const other = await office.db.pool.connect();
  try {
    await other.query('begin');
    await other.query("select end_substitution($1, 'manager', 'person-manager', 'x', $2)", [id, office.services.clock()]);
    const answer = refusal(claim(FOR_MANAGER, on));
    for (;;) {
      const sql = "select exists (select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()) as waiting";
      if ((await office.db.pool.query<{ waiting: boolean }>(sql)).rows[0]?.waiting) break;
    }
    await other.query('commit');
    t.is(await answer, 'forbidden substitutionUnknown');
  } finally {
    other.release();
  }
  t.is((await loadCase(office.db, on.caseId, { now: NOW }))?.tasks[0]?.assignee, undefined);
});

test('a right that the absent person or the substitute loses is lost for the cover', async (t) => {
  const on = await review();
  const id = await appoint();
  const { pool } = office.db;
  for (const account of ['manager', 'stranger-manager']) {
    await pool.query("update role_grant set valid_to = $2 where account = $1 and role = 'manager'", [account, office.services.clock()]);
    t.is(await refusal(claim(FOR_MANAGER, on)), 'notFound taskNotFound', account);
    await pool.query('update role_grant set valid_to = null where account = $1', [account]);
  }
  await pool.query("update account set state = 'locked' where id = 'manager'");
  t.is(await refusal(claim(FOR_MANAGER, on)), 'forbidden substitutionUnknown');
  await pool.query("update account set state = 'active' where id = 'manager'");
  await claim(FOR_MANAGER, on);
  await end(id);
});

test('separation of duties counts both persons', async (t) => {
  const grants = ['officer', 'manager'].map((role) => ({ role, unitPath: 'cuc.hanoi' }));
  for (const id of ['both', 'twin'])
    await seedAccount(office.db, { id, login: id, person: { id: `person-${id}`, name: id, unitPath: 'cuc.hanoi' }, grants }, NOW);
  const both = person('both');
  const id = await appoint({ substitute: 'person-twin' }, both);
  const forBoth: Actor = { ...person('twin'), onBehalfOf: 'person-both' };
  const on = opened(await done(office, forBoth, await started(office, 'approval', { subject: 'x' })));
  for (const actor of [both, person('twin'), forBoth]) t.is(await refusal(claim(actor, on)), 'forbidden forbidden.rule');
  await end(id, both);
});

test('a substitution goes as far as it says: procedures, units, roles', async (t) => {
  const [one, other] = [await review(), await review('other')];
  const only = await appoint({ procedures: ['other'] });
  t.is(await refusal(claim(FOR_MANAGER, one)), 'notFound taskNotFound');
  await claim(FOR_MANAGER, other);
  await end(only);
  const elsewhere = appoint({ units: ['cuc.hue'] });
  t.is(await refusal(elsewhere), 'validation substituteLacksLevel', 'where the absent person has no rights');
  const id = await appoint({ units: ['cuc.hanoi'], roles: ['manager'] });
  await claim(FOR_MANAGER, one);
  await end(id);
});

test('nobody is absent and a substitute at the same time, so that nothing is passed on', async (t) => {
  const id = await appoint();
  t.is(await refusal(appoint({ substitute: 'person-manager2' }, HUE)), 'conflict absentSubstitutes');
  t.is(await refusal(appoint({ substitute: 'person-manager' }, MANAGER_2)), 'conflict substituteAbsent');
  t.is(await refusal(appoint({ reason: 'Khác' })), 'conflict substitutionOverlaps');
  const onward: Actor = { ...MANAGER_2, onBehalfOf: 'person-manager' };
  t.is(await refusal(claim(onward, await review())), 'forbidden substitutionUnknown');
  await end(id);
});

test('who may appoint whom', async (t) => {
  const bad: readonly (readonly [Asked, Actor, string])[] = [
    [{ substitute: 'person-officer' }, MANAGER, 'validation substituteLacksLevel'],
    [{ substitute: 'person-manager' }, MANAGER, 'forbidden forbidden.rule'],
    [{ absent: 'person-manager', substitute: 'person-manager2' }, MANAGER_2, 'forbidden forbidden.rule'],
    [{ absent: 'person-manager' }, OFFICER, 'notFound substitutionNotFound'],
    [{ absent: 'nobody' }, MANAGER, 'notFound personNotFound'],
    [{ substitute: 'nobody' }, MANAGER, 'validation substituteUnknown'],
    [{ roles: ['admin-department'] }, MANAGER, 'validation roleNotCoverable'],
    [{ roles: ['officer'] }, MANAGER, 'validation substituteLacksLevel'],
    [{ procedures: ['account-approval'] }, MANAGER, 'validation procedureNotCoverable'],
    [{ procedures: ['nothing'] }, MANAGER, 'validation procedureUnknown'],
    [{ units: ['cuc.nowhere'] }, MANAGER, 'validation unitUnknown'],
    [{ validTo: DAY.validFrom }, MANAGER, 'validation validToInvalid'],
    [{ validFrom: '2026-01-01T00:00:00Z', validTo: '2026-01-02T00:00:00Z' }, MANAGER, 'validation validToInvalid'],
    [{ reason: ' ' }, MANAGER, 'validation reasonRequired'],
  ];
  for (const [more, by, code] of bad) t.is(await refusal(appoint(more, by)), code, JSON.stringify(more));
  t.is(await refusal(appoint({ substitute: 'person-manager' }, person('department'))), 'validation substituteLacksLevel');
  const id = await appoint({ absent: 'person-manager' }, person('department'));
  t.is(await refusal(end(id, OFFICER)), 'notFound substitutionNotFound');
  await end(id, HUE);
  t.is(await refusal(end(id)), 'conflict substitutionEnded');
});

test('the same again gives the one that is there', async (t) => {
  const id = await appoint();
  t.is(await appoint(), id);
  await end(id);
  t.not(await appoint(), id);
});

test('what is a person’s own is not done for it', async (t) => {
  for (const command of [
    { type: 'appointSubstitute', substitute: 'person-manager2', ...DAY },
    { type: 'setNoticePreference', mail: true },
    { type: 'readNotices', notices: [1] },
  ] as const)
    t.is(await refusal(office.run(FOR_MANAGER, command as never)), 'forbidden notOnBehalf', command.type);
});

test('an entry is never changed, but for its end, once', async (t) => {
  const { pool } = office.db;
  for (const sql of [
    "update substitution set reason = 'x'",
    "update substitution set valid_to = valid_to + interval '1 day'",
    'delete from substitution',
    "update substitution set ended_at = now(), ended_by = 'x', end_reason = 'x' where ended_at is not null",
  ])
    await t.throwsAsync(async () => await pool.query(sql), { message: /append-only/ }, sql);
});
