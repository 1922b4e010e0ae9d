/** Accounts beyond the first request: second factors, hand-over of tasks, transfer, emergency suspension, lists, the log (procedures B.5, B.8). */
import test from 'ava';
import { ANONYMOUS, INSTALLER_ACTOR } from '../../commands/actors.ts';
import { hashPassword } from '../../commands/accounts/password.ts';
import { runCommand } from '../../commands/run-command.ts';
import { listHistory } from '../../store/queries/case-history.ts';
import { listNotices } from '../../store/queries/list-notices.ts';
import { loadRights } from '../../store/repositories/rights.ts';
import { loadAccount, setPassword } from '../../store/repositories/accounts.ts';
import { HANDLERS } from '../../worker/jobs/handlers.ts';
import { bpmn, chain, refusal, task } from '../commands/fixtures.ts';
import { actor, DEPARTMENT, LOCAL, OTHER_LOCAL, textOf, type Request, useAccountOffice } from './account-office.ts';
import { finishTask } from './finish-task.ts';
const {
  services,
  work,
  create,
  send,
  openTask,
  decide,
  finish,
  changesOf,
  caseOf,
  accountOf,
  assignees,
  approvedAdministrator,
  approvedAccount,
} = useAccountOffice(test);

test.serial('a high-privilege role waits for a second factor: nobody signs in before it is enrolled, and then it counts', async (t) => {
  const request = create({ grants: [{ role: 'admin-local', unitPath: 'cuc.hanoi' }] });
  const caseId = await send(request, DEPARTMENT, 'cuc');
  const login = textOf(request, 'login');
  const { id: account } = (await accountOf(login)) ?? { id: '' };
  t.is(account, caseId);
  await setPassword(services().db, account, await hashPassword('Mot-mat-khau-2026!'), services().clock());
  const signIn = async () => await runCommand(services(), ANONYMOUS, { type: 'signIn', login, password: 'Mot-mat-khau-2026!' });
  t.is(await refusal(signIn()), 'unauthenticated secondFactorAwaited');
  t.is(await refusal(runCommand(services(), ANONYMOUS, { type: 'signIn', login, password: 'khac' })), 'unauthenticated signInFailed');
  const enrol = { type: 'enrolSecondFactor', account, kind: 'otp', reference: 'OTP-0012' } as const;
  t.regex(await refusal(runCommand(services(), LOCAL, enrol)), /^(forbidden|notFound) /);
  t.deepEqual(await runCommand(services(), DEPARTMENT, enrol), { state: 'active' });
  t.like(await signIn(), { kind: 'session', account });
  t.deepEqual(
    (await loadRights(services().db, account, services().clock()))?.grants.map(({ role }) => role),
    ['admin-local'],
  );
  t.is(await refusal(runCommand(services(), DEPARTMENT, { ...enrol, account: 'admin-cuc' })), 'forbidden forbidden.rule');
});

test.serial('a high-privilege role that is granted to an active account counts only with a second factor; other roles go on', async (t) => {
  const { account } = await approvedAccount();
  const grants = ['officer', 'admin-local'].map((role) => ({ role, unitPath: 'cuc.hanoi' }));
  const about = { operation: 'GRANT', account, personName: 'Nguyễn Văn An', unitPath: 'cuc.hanoi', reason: 'Phân công', grants };
  await send(about, DEPARTMENT, 'cuc');
  const roles = async () => (await loadRights(services().db, account, services().clock()))?.grants.map(({ role }) => role);
  t.deepEqual(await roles(), ['officer']);
  await runCommand(services(), DEPARTMENT, { type: 'enrolSecondFactor', account, kind: 'certificate', reference: 'CTS-77' });
  t.deepEqual(await roles(), ['admin-local', 'officer']);
});

test.serial('open tasks of a locked account go to the substitute or back to their candidates, and the notice says so', async (t) => {
  const busy = await approvedAdministrator();
  const [first, second] = [await send(create()), await send(create())];
  for (const caseId of [first, second]) {
    const { instance } = await openTask(caseId);
    await runCommand(
      services(),
      { account: busy, person: (await loadAccount(services().db, busy))?.person ?? '' },
      { type: 'claimTask', caseId, instance },
    );
  }
  const about = { account: busy, personName: 'Nguyễn Văn An', unitPath: 'cuc', reason: 'Chuyển công tác', substitute: 'admin.cuc2' };
  const lock = await send({ operation: 'LOCK', ...about }, DEPARTMENT, 'cuc');
  await decide(lock, 'approve', undefined, actor('admin-cuc-2'));
  t.like((await caseOf(lock)).variables['released'], { tasks: 2, toSubstitute: 2, toCandidates: 0, kept: 0 });
  t.deepEqual(await assignees(first, second), ['admin-cuc-2', 'admin-cuc-2']);
  const { items } = await listHistory(services().db, first, { limit: 50 });
  t.like(items.at(-1)?.command, { type: 'assignTask', assignee: 'admin-cuc-2' });
  const [notice] = (await listNotices(services().db, 'admin-cuc', { limit: 1 })).items;
  t.like(notice, { template: 'account-request-approved-tasks', data: { tasks: 2, toSubstitute: 2 } });
  const again = await HANDLERS.get('account.releaseTasks')?.(services(), {
    caseId: lock,
    instance: 1,
    node: 'releaseTasks',
    topic: 'account.releaseTasks',
    tries: 2,
    retriesLeft: 3,
    key: 'again',
    input: { substitute: 'admin.cuc2', reason: 'Lại' },
    backoff: { first: 1, factor: 1, most: 1 },
  });
  t.like(again, { variables: { tasks: 2, toSubstitute: 2 } }, 'a job that is done again after a crash gives the same');
  for (const caseId of [first, second]) await finish(caseId, 'reject', 'Thử', actor('admin-cuc-2'));
});

test.serial(
  'without a substitute, tasks go back to their candidates; what only that person could do is told to the managers',
  async (t) => {
    const { account } = await approvedAccount();
    const content = bpmn(
      'tasksOfOne',
      `<startEvent id="s"/><parallelGateway id="both"/>${task('own', 'tk:assignee="= who"')}${task('shared', 'tk:assignee="= who" tk:candidateRoles="officer"')}<endEvent id="e1"/><endEvent id="e2"/>
    ${chain('s', 'both', 'own', 'e1')}${chain('both', 'shared', 'e2')}`,
      'tk:candidateStarterRoles="admin-local"',
    );
    await runCommand(services(), INSTALLER_ACTOR, { type: 'deploy', name: 'việc', resources: [{ name: 'viec.bpmn', content }] });
    const { caseId } = await runCommand(services(), LOCAL, { type: 'startCase', procedure: 'tasksOfOne', variables: { who: account } });
    const about = { operation: 'LOCK', account, personName: 'Nguyễn Văn An', unitPath: 'cuc.hanoi', reason: 'Nghỉ việc' };
    const lock = await send(about);
    await decide(lock, 'approve');
    t.like((await caseOf(lock)).variables['released'], { tasks: 2, toSubstitute: 0, toCandidates: 1, kept: 1 });
    const { rows } = await services().db.pool.query('select node, assignee from user_task where case_id = $1 order by node', [caseId]);
    t.deepEqual(rows, [
      { node: 'own', assignee: account },
      { node: 'shared', assignee: null },
    ]);
  },
);

test.serial('a person who moves to another agency keeps the account: unit, rights and open tasks change in one step', async (t) => {
  const { account, login } = await approvedAccount();
  const request = {
    operation: 'TRANSFER',
    account,
    personName: 'Nguyễn Văn An',
    unitPath: 'cuc.hue',
    grants: [{ role: 'officer', unitPath: 'cuc.hue' }],
    reason: 'Điều động',
    basisDocument: 'QĐ 99',
    expiryDate: '2027-11-30',
  };
  t.is((await openTask(await send(request, OTHER_LOCAL, 'cuc.hue'))).node, 'approveRequest');
  const { rows } = await services().db.pool.query<{ id: string }>(
    "select id from process_case where status = 'active' and title like 'Điều chuyển%'",
  );
  const caseId = rows[0]?.id ?? '';
  await decide(caseId, 'approve');
  const moved = await accountOf(login);
  t.like(moved, { state: 'active', unitPath: 'cuc.hue' });
  const inForce = moved?.grants.filter(({ validTo }) => validTo === undefined || validTo > services().clock());
  t.deepEqual(
    inForce?.map(({ role, unitPath, validTo }) => [role, unitPath, validTo]),
    [['officer', 'cuc.hue', '2027-11-30T17:00:00.000Z']],
  );
  const [change] = await changesOf(caseId);
  t.like(change, {
    operation: 'transfer',
    result: 'effective',
    initiator: 'admin-hue',
    approver: 'admin-cuc',
    basis: 'QĐ 99',
    stateBefore: 'active',
  });
  t.like(change?.before, { unitPath: 'cuc.hanoi' });
  t.like(change?.after, { unitPath: 'cuc.hue' });
});

test.serial('the department suspends at once, gives its reason after, and another administrator decides what stays', async (t) => {
  const { account, login } = await approvedAccount();
  await setPassword(services().db, account, await hashPassword('Mot-mat-khau-2026!'), services().clock());
  await runCommand(services(), ANONYMOUS, { type: 'signIn', login, password: 'Mot-mat-khau-2026!' });
  const variables = { suspension: { account: login, personName: 'Nguyễn Văn An', signs: 'Đăng nhập từ hai nơi' } };
  const suspend = { type: 'startCase', procedure: 'account-emergency-suspension', unitPath: 'cuc.hanoi', variables } as const;
  t.regex(await refusal(runCommand(services(), LOCAL, suspend)), /^(forbidden|notFound) /);
  t.is(await refusal(runCommand(services(), DEPARTMENT, suspend)), 'forbidden reauthenticationRequired');
  const { caseId } = await runCommand(services(), DEPARTMENT, suspend, { authenticatedAt: services().clock() });
  t.is((await accountOf(login))?.state, 'locked');
  const { rows } = await services().db.pool.query('select 1 from session where account = $1', [account]);
  t.is(rows.length, 0);
  t.like((await changesOf(caseId))[0], {
    operation: 'suspend',
    result: 'effective',
    initiator: 'admin-cuc',
    reason: 'Đăng nhập từ hai nơi',
  });
  await work();
  t.is((await openTask(caseId)).node, 'giveReason');
  const reason = { suspension: { reasonCategory: 'compromised', reason: 'Lộ mật khẩu' } };
  await finish(caseId, undefined, undefined, DEPARTMENT, reason);
  const { instance } = await openTask(caseId);
  t.regex(await refusal(runCommand(services(), DEPARTMENT, { type: 'claimTask', caseId, instance })), /^forbidden /);
  await finish(caseId, 'lift', 'Đã đổi mật khẩu', actor('admin-cuc-2'));
  t.is((await accountOf(login))?.state, 'active');
  t.is((await caseOf(caseId)).status, 'ended');
});

test.serial('nobody suspends themselves, or an account outside the unit of the case; then no case begins', async (t) => {
  const suspend = (account: string, unitPath: string) => {
    const variables = { suspension: { account, personName: 'Ai đó' } };
    const start = { type: 'startCase', procedure: 'account-emergency-suspension', unitPath, variables } as const;
    return runCommand(services(), DEPARTMENT, start, { authenticatedAt: services().clock() });
  };
  const count = async () => (await services().db.pool.query('select 1 from process_case')).rows.length;
  const before = await count();
  t.is(await refusal(suspend('admin-cuc', 'cuc')), 'forbidden ownAccount');
  t.is(await refusal(suspend('admin-hanoi', 'cuc.hue')), 'notFound accountNotFound');
  t.is(await count(), before);
});

test.serial('a list of requests gives a case a row, wrong rows refuse themselves, and the department decides many at once', async (t) => {
  const rows = [create(), create({ personIdentity: '123' }), create()];
  const list = {
    type: 'startCases',
    procedure: 'account-approval',
    unitPath: 'cuc.hanoi',
    rows: rows.map((request) => ({ request })),
  } as const;
  const { items } = await runCommand(services(), LOCAL, list, { idempotencyKey: 'list-1' });
  t.deepEqual(
    items.map(({ ok }) => ok),
    [true, false, true],
  );
  t.like(items[1], { refusal: { code: 'formInvalid' } });
  t.deepEqual((await runCommand(services(), LOCAL, list, { idempotencyKey: 'list-1' })).items, items);
  await work();
  const started = items.flatMap((item) => (item.ok ? [item.outcome.caseId] : []));
  const tasks = [];
  for (const caseId of started) tasks.push({ caseId, instance: (await openTask(caseId)).instance });
  const commands = tasks.flatMap((task) => [
    { type: 'claimTask', ...task } as const,
    { type: 'completeTask', ...task, outcome: 'approve' } as const,
  ]);
  const decided = await runCommand(services(), DEPARTMENT, { type: 'bulk', commands }, { authenticatedAt: services().clock() });
  t.deepEqual(
    decided.items.map((item) => (item.ok ? 'ok' : item.refusal.code)),
    ['ok', 'signatureRequired', 'ok', 'signatureRequired'],
    'many are claimed at once, and each is signed',
  );
  for (const task of tasks) await finishTask(services(), DEPARTMENT, { ...task, outcome: 'approve' });
  await work();
  for (const request of [rows[0], rows[2]]) t.is((await accountOf(textOf(request ?? {}, 'login')))?.state, 'active');
});

test.serial('the list may be a CSV file; a cell that is not there is nothing', async (t) => {
  const mai = create();
  const csv = [
    '\ufeffrequest.operation;request.personName;request.personIdentity;request.login;request.unitPath;request.grants.0.role;request.grants.0.unitPath;request.reason',
    `CREATE;"Trần Thị ""Hoa"" Mai";${textOf(mai, 'personIdentity')};${textOf(mai, 'login')};cuc.hanoi;officer;cuc.hanoi;Tuyển dụng`,
    'CREATE;;;;cuc.hanoi;officer;cuc.hanoi;',
  ].join('\r\n');
  const run = async (text: string) =>
    await runCommand(services(), LOCAL, { type: 'startCases', procedure: 'account-approval', unitPath: 'cuc.hanoi', csv: text });
  const { items } = await run(csv);
  t.deepEqual(
    items.map((item) => (item.ok ? 'started' : item.refusal.problems.map(({ path: at }) => at))),
    ['started', ['/request/personName', '/request/personIdentity']],
  );
  const [first] = items;
  t.is(
    first?.ok === true ? ((await caseOf(first.outcome.caseId)).variables['request'] as Request)['personName'] : '',
    'Trần Thị "Hoa" Mai',
  );
  for (const wrong of ['', 'request operation\nCREATE', 'request.operation,request.operation\nA,B', 'a.1\nx', 'a,a.b\n1,2', 'a\n"'])
    t.regex(await refusal(run(wrong)), /^validation (csvInvalid|startRowsInvalid)/, wrong);
});

test.serial(
  'somebody from outside is known as such, with the scope of data; a rejected request is on the administration log too',
  async (t) => {
    const outside = {
      userGroup: 'outside',
      grants: [{ role: 'outside-user', unitPath: 'cuc.hanoi' }],
      dataScope: 'Hồ sơ phối hợp',
      consentDocument: 'VB 21',
    };
    const request = create(outside);
    await decide(await send(request), 'approve');
    const { rows } = await services().db.pool.query('select kind, data_scope from account where login = $1', [textOf(request, 'login')]);
    t.deepEqual(rows[0], { kind: 'outside', data_scope: 'Hồ sơ phối hợp' });
    const caseId = await send(create(outside));
    await decide(caseId, 'reject', 'Chưa cần');
    t.like((await changesOf(caseId))[0], {
      operation: 'create',
      result: 'rejected',
      reason: 'Chưa cần',
      initiator: 'admin-hanoi',
      approver: 'admin-cuc',
    });
    await t.throwsAsync(services().db.pool.query('delete from account_change'), { message: /append-only/ });
  },
);
