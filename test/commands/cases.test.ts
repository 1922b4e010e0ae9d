import test from 'ava';
import { seedAccount } from '../../store/repositories/accounts.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { listComments, listHistory } from '../../store/queries/case-history.ts';
import {
  approval,
  bpmn,
  chain,
  DEPARTMENT,
  deployed,
  done,
  MANAGER,
  NOW,
  OFFICER,
  opened,
  person,
  refusal,
  started,
  STRANGER,
  SYSADMIN,
  task,
  useOffice,
} from './fixtures.ts';

const office = useOffice(test);
test.serial.before(async () => {
  await deployed(office, ['approval.bpmn', approval('approval')]);
  await deployed(office, [
    'adhoc.bpmn',
    bpmn(
      'adhoc',
      `<startEvent id="start"/><adHocSubProcess id="free" name="free">${task('call', 'tk:candidateRoles="officer"')}${task('visit', 'tk:candidateRoles="officer"')}</adHocSubProcess>
      <endEvent id="end"/>${chain('start', 'free', 'end')}`,
    ),
  ]);
});
const caseOf = async (caseId: string) => await loadCase(office.db, caseId, { now: NOW });

test('a case is started in a unit where one holds the role, and nowhere else', async (t) => {
  const start = { type: 'startCase', procedure: 'approval', variables: { subject: 'A' } } as const;
  t.is((await caseOf((await office.run<'startCase'>(OFFICER, start)).caseId))?.case.unitPath, 'cuc.hanoi');
  t.regex(await refusal(office.run<'startCase'>(OFFICER, { ...start, unitPath: 'cuc.hue' })), /^forbidden/);
  t.regex(await refusal(office.run<'startCase'>(MANAGER, start)), /^forbidden/);
  t.regex(await refusal(office.run<'startCase'>(SYSADMIN, start)), /^forbidden/);
  t.is(await refusal(office.run<'startCase'>(OFFICER, { ...start, unitPath: 'cuc..x' })), 'validation unitInvalid');
  t.is(await refusal(office.run<'startCase'>(OFFICER, { ...start, unitPath: 'cuc.hanoi.nowhere' })), 'validation unitUnknown');
  t.is(await refusal(office.run<'startCase'>(OFFICER, { ...start, procedure: 'unknown' })), 'notFound definitionNotFound');
  t.is(await refusal(office.run<'startCase'>(OFFICER, { type: 'startCase' })), 'validation procedureRequired');
  t.is(await refusal(office.run<'startCase'>(OFFICER, { ...start, startEvent: 'no' })), 'notFound startEventUnknown');
  t.is(
    await refusal(office.run<'startCase'>(OFFICER, { ...start, variables: { starter: { account: 'me' } } })),
    'validation variablesInvalid',
  );
});

test('a case has the title it was given, else the one its procedure makes, else the name of the procedure', async (t) => {
  const start = { type: 'startCase', procedure: 'approval' } as const;
  t.is((await office.run<'startCase'>(OFFICER, { ...start, title: 'Riêng' })).title, 'Riêng');
  t.is((await office.run<'startCase'>(OFFICER, { ...start, variables: { subject: 'B' } })).title, 'Hồ sơ B');
  t.is((await office.run<'startCase'>(OFFICER, start)).title, 'Thử approval');
});

test('who started a case withdraws it with a reason; a stranger cannot', async (t) => {
  const { caseId, instance } = await started(office, 'approval', { subject: 'x' });
  const cancel = { type: 'cancelCase', caseId, reason: 'rút hồ sơ' } as const;
  t.is(await refusal(office.run<'cancelCase'>(STRANGER, cancel)), 'notFound caseNotFound');
  t.is(await refusal(office.run<'cancelCase'>(OFFICER, { ...cancel, reason: '' })), 'validation reasonRequired');
  t.like(await office.run<'cancelCase'>(OFFICER, cancel), { status: 'ended', endedHow: 'cancelled' });
  t.is((await loadCase(office.db, caseId, { now: NOW, tasks: [instance] }))?.tasks[0]?.state, 'cancelled');
});

test('comments are kept with who wrote them', async (t) => {
  const { caseId } = await started(office, 'approval', { subject: 'x' });
  await office.run<'comment'>(MANAGER, { type: 'comment', caseId, text: ' Xem lại mục 3 ' });
  t.like((await listComments(office.db, caseId, { limit: 10 })).items[0], { account: 'manager', text: 'Xem lại mục 3', revision: 2 });
  t.is(await refusal(office.run<'comment'>(MANAGER, { type: 'comment', caseId, text: '' })), 'validation textRequired');
});

test('an administrator of the department corrects the data of a case with a reason that stays on its record', async (t) => {
  const { caseId } = await started(office, 'approval', { subject: 'x' });
  const set = { type: 'setVariables', caseId, variables: { subject: 'y' }, reason: 'ghi nhầm' } as const;
  await office.run<'setVariables'>(DEPARTMENT, set);
  t.is((await caseOf(caseId))?.variables['1']?.['subject'], 'y');
  const { items } = await listHistory(office.db, caseId, { limit: 10 });
  t.like(items[1], { actor: DEPARTMENT, command: { type: 'setVariables', variables: { subject: 'y' }, reason: 'ghi nhầm' } });
  t.is(await refusal(office.run<'setVariables'>(DEPARTMENT, { ...set, reason: ' ' })), 'validation reasonRequired');
  t.is(await refusal(office.run<'setVariables'>(DEPARTMENT, { ...set, variables: { caseId: 'z' } })), 'validation variablesInvalid');
  for (const other of [OFFICER, MANAGER, SYSADMIN]) t.regex(await refusal(office.run<'setVariables'>(other, set)), /^forbidden/);
});

test('whoever has a part in a case does not correct its data', async (t) => {
  const both = person('both');
  const holder = { id: 'person-both', name: 'both', unitPath: 'cuc' };
  const grants = ['officer', 'admin-department'].map((role) => ({ role, unitPath: 'cuc' }));
  await seedAccount(office.db, { id: 'both', login: 'both', person: holder, grants }, '2026-01-01T00:00:00Z');
  const { caseId } = await office.run<'startCase'>(both, { type: 'startCase', procedure: 'approval', variables: { subject: 'x' } });
  const set = { type: 'setVariables', caseId, variables: { subject: 'y' }, reason: 'ghi nhầm' } as const;
  t.is(await refusal(office.run<'setVariables'>(both, set)), 'forbidden involvedInCase');
});

test('an administrator moves a token with a reason; never one who has a part in the case', async (t) => {
  const clerk = person('clerk');
  const holder = { id: 'person-clerk', name: 'clerk', unitPath: 'cuc.hanoi' };
  await seedAccount(
    office.db,
    { id: 'clerk', login: 'clerk', person: holder, grants: [{ role: 'officer', unitPath: 'cuc.hanoi' }] },
    '2026-01-01T00:00:00Z',
  );
  const { caseId, opened: tasks } = await office.run<'startCase'>(clerk, { type: 'startCase', procedure: 'approval' });
  const on = { caseId, instance: tasks[0]?.instance ?? 0 };
  const move = {
    type: 'moveToken',
    caseId: on.caseId,
    cancel: [on.instance],
    activate: [{ scope: 1, node: 'review' }],
    reason: 'sửa',
  } as const;
  t.is(await refusal(office.run<'moveToken'>(SYSADMIN, { ...move, reason: '' })), 'validation reasonRequired');
  t.is(
    await refusal(office.run<'moveToken'>(SYSADMIN, { ...move, activate: [{ scope: 1, node: 'nowhere' }] })),
    'validation cannotActivate',
  );
  t.is((await office.run<'moveToken'>(SYSADMIN, move)).opened[0]?.node, 'review');
  await office.db.pool.query(
    "insert into role_grant (account, role, unit_path, valid_from) values ('clerk', 'sysadmin', 'cuc', '2020-01-01')",
  );
  t.is(await refusal(office.run<'moveToken'>(clerk, { ...move, cancel: [] })), 'forbidden involvedInCase');
});

test('people choose what is done in an ad-hoc part, and when it is enough', async (t) => {
  const { caseId } = await office.run<'startCase'>(OFFICER, { type: 'startCase', procedure: 'adhoc' });
  const scope = (await caseOf(caseId))?.state.i.find(([, node]) => node === 'free')?.[0] ?? 0;
  const enable = { type: 'enableActivity', caseId, scope, node: 'visit' } as const;
  t.is(await refusal(office.run<'enableActivity'>(STRANGER, enable)), 'notFound caseNotFound');
  t.is(await refusal(office.run<'enableActivity'>(OFFICER, { ...enable, node: 'nothing' })), 'notFound activityNotEnabled');
  const visit = opened(await office.run<'enableActivity'>(OFFICER, enable));
  t.is(await refusal(office.run<'completeAdHoc'>(OFFICER, { type: 'completeAdHoc', caseId, scope: 1 })), 'conflict notAdHoc');
  await done(office, OFFICER, visit);
  const stored = await caseOf(caseId);
  if (stored?.case.status !== 'ended')
    t.is((await office.run<'completeAdHoc'>(OFFICER, { type: 'completeAdHoc', caseId, scope })).status, 'ended');
});
