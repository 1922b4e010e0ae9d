/** Two levels: nothing takes effect before the department has approved it (procedures B.1 to B.4, B.7). */
import test from 'ava';
import fs from 'node:fs';
import path from 'node:path';
import { INSTALLER_ACTOR } from '../../commands/actors.ts';
import { runCommand } from '../../commands/run-command.ts';
import { listNotices } from '../../store/queries/list-notices.ts';
import { refusal } from '../commands/fixtures.ts';
import { actor, DEPARTMENT, LOCAL, OTHER_LOCAL, textOf, type Request, useAccountOffice } from './account-office.ts';
import { finishTask } from './finish-task.ts';
const { services, pass, work, create, send, openTask, decide, finish, changesOf, caseOf, accountOf, approvedAccount } =
  useAccountOffice(test);

/** Who decides has just proved who they are. */
const proven = () => ({ authenticatedAt: services().clock() });

test.serial('a new account gives no access before the department approves, and is active in the very step that approves', async (t) => {
  const request = create();
  const caseId = await send(request);
  t.is(await accountOf(textOf(request, 'login')), undefined);
  t.is((await openTask(caseId)).node, 'approveRequest');
  await decide(caseId, 'approve');
  const account = await accountOf(textOf(request, 'login'));
  t.is(account?.state, 'active');
  t.deepEqual(
    account?.grants.map(({ role, unitPath }) => [role, unitPath]),
    [['officer', 'cuc.hanoi']],
  );
  t.is((await caseOf(caseId)).status, 'ended');
});

test.serial('the time limit is one working day by the clock, over a public holiday', async (t) => {
  const start = Date.parse(services().clock());
  const caseId = await send(create());
  const { due_at: due } = await openTask(caseId);
  const expected = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO('Asia/Ho_Chi_Minh').add({ days: 2 });
  t.is(
    Temporal.Instant.from(new Date(due).toISOString()).toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate().toString(),
    expected.toPlainDate().toString(),
  );
  await decide(caseId, 'reject', 'Thử');
});

test.serial('a rejection needs a reason, changes nothing, and the initiator is told the reason', async (t) => {
  const request = create();
  const caseId = await send(request);
  const { instance } = await openTask(caseId);
  await runCommand(services(), DEPARTMENT, { type: 'claimTask', caseId, instance });
  t.is(await refusal(finishTask(services(), DEPARTMENT, { caseId, instance, outcome: 'reject' })), 'validation reasonRequired');
  t.is(
    await refusal(finishTask(services(), DEPARTMENT, { caseId, instance, outcome: 'reject', reason: '  ' })),
    'validation reasonRequired',
  );
  const rejection = { caseId, instance, outcome: 'reject', reason: 'Thiếu quyết định tuyển dụng' };
  t.is(await refusal(finishTask(services(), DEPARTMENT, rejection, '2026-11-22T00:00:00.000Z')), 'forbidden reauthenticationRequired');
  const unsigned = runCommand(services(), DEPARTMENT, { type: 'completeTask', ...rejection }, proven());
  t.is(await refusal(unsigned), 'conflict signatureRequired');
  await finishTask(services(), DEPARTMENT, rejection);
  await work();
  t.is(await accountOf(textOf(request, 'login')), undefined);
  const [notice] = (await listNotices(services().db, 'admin-hanoi', { limit: 1 })).items;
  t.is(notice?.template, 'account-request-rejected');
  t.is((notice?.data as { reason?: string } | undefined)?.reason, 'Thiếu quyết định tuyển dụng');
});

test.serial('the department is told when a request comes in', async (t) => {
  const caseId = await send(create());
  const notices = (await listNotices(services().db, 'admin-cuc', { limit: 50 })).items;
  t.true(notices.some((notice) => notice.caseId === caseId && notice.template === 'account-request-submitted'));
  await decide(caseId, 'reject', 'Thử');
});

test.serial('who made the request cannot decide on it, nor see the task as a candidate', async (t) => {
  const caseId = await send(create(), LOCAL);
  const { instance } = await openTask(caseId);
  t.regex(await refusal(runCommand(services(), LOCAL, { type: 'claimTask', caseId, instance })), /^(forbidden|notFound) /);
  await decide(caseId, 'reject', 'Thử');
  const own = await send(create(), DEPARTMENT, 'cuc');
  const task = await openTask(own);
  t.regex(await refusal(runCommand(services(), DEPARTMENT, { type: 'claimTask', caseId: own, instance: task.instance })), /^forbidden /);
  await decide(own, 'approve', undefined, actor('admin-cuc-2'));
  t.is((await caseOf(own)).status, 'ended');
});

test.serial('a local administrator of another agency neither starts nor sees it', async (t) => {
  t.regex(await refusal(send(create(), OTHER_LOCAL, 'cuc.hanoi')), /^(forbidden|notFound) /);
  const caseId = await send(create());
  t.regex(await refusal(runCommand(services(), OTHER_LOCAL, { type: 'comment', caseId, text: 'x' })), /^notFound /);
  await decide(caseId, 'reject', 'Thử');
});

test.serial('a request about a person who has an account goes back to the initiator, who corrects it', async (t) => {
  const first = create();
  await decide(await send(first), 'approve');
  const caseId = await send({ ...create(), personIdentity: first['personIdentity'] ?? null });
  t.is((await openTask(caseId)).node, 'correctRequest');
  const { variables } = await caseOf(caseId);
  t.deepEqual(
    (variables['violations'] as { code: string }[]).map(({ code }) => code),
    ['duplicatePerson'],
  );
  const { instance } = await openTask(caseId);
  await finishTask(services(), LOCAL, { caseId, instance, outcome: 'resubmit', variables: { request: create() } });
  await work();
  t.is((await openTask(caseId)).node, 'approveRequest');
  await decide(caseId, 'approve');
  t.is((await caseOf(caseId)).status, 'ended');
});

test.serial('roles outside the groups, other agencies and requests about oneself are blocked', async (t) => {
  const blocked = async (request: Request): Promise<string[]> => {
    const caseId = await send(request);
    const { instance, node } = await openTask(caseId);
    t.is(node, 'correctRequest');
    const codes = ((await caseOf(caseId)).variables['violations'] as { code: string }[]).map(({ code }) => code);
    await finishTask(services(), LOCAL, { caseId, instance, outcome: 'withdraw', reason: 'Nhầm' });
    await work();
    t.is((await caseOf(caseId)).status, 'ended');
    return codes;
  };
  t.deepEqual(await blocked(create({ grants: [{ role: 'admin-local', unitPath: 'cuc.hanoi' }] })), [
    'roleOutsideGroup',
    'secondFactorMissing',
  ]);
  t.deepEqual(await blocked(create({ unitPath: 'cuc.hue' })), ['agencyMismatch']);
  t.deepEqual(await blocked(create({ userGroup: 'outside', grants: [{ role: 'outside-user', unitPath: 'cuc.hanoi' }] })), [
    'consentMissing',
    'scopeMissing',
  ]);
  t.deepEqual(
    await blocked({ operation: 'LOCK', account: 'admin-hanoi', personName: 'Lê Văn Minh', unitPath: 'cuc.hanoi', reason: 'Thử' }),
    ['selfService'],
  );
  t.deepEqual(await blocked({ operation: 'LOCK', account: 'nobody', personName: 'Không ai', unitPath: 'cuc.hanoi', reason: 'Thử' }), [
    'accountUnknown',
  ]);
});

test.serial('change, grant, lock, unlock and revoke take effect with the approval and not before', async (t) => {
  const { account, login } = await approvedAccount();
  const about = { account, personName: 'Nguyễn Văn An', unitPath: 'cuc.hanoi', reason: 'Điều chỉnh' };
  const granted = await send({ operation: 'GRANT', ...about, grants: [{ role: 'manager', unitPath: 'cuc.hanoi' }] });
  t.deepEqual(
    (await accountOf(login))?.grants.filter(({ validTo }) => validTo === undefined).map(({ role }) => role),
    ['officer'],
  );
  await decide(granted, 'approve');
  t.deepEqual(
    (await accountOf(login))?.grants.filter(({ validTo }) => validTo === undefined).map(({ role }) => role),
    ['manager'],
  );
  const states: (string | undefined)[] = [];
  for (const operation of ['LOCK', 'UNLOCK', 'REVOKE']) {
    await decide(await send({ operation, ...about }), 'approve');
    states.push((await accountOf(login))?.state);
  }
  t.deepEqual(states, ['locked', 'active', 'revoked']);
});

test.serial('a second request about the same account waits for the first to be decided', async (t) => {
  const { account } = await approvedAccount();
  const about = { operation: 'LOCK', account, personName: 'Nguyễn Văn An', unitPath: 'cuc.hanoi', reason: 'Nghỉ việc' };
  const first = await send(about);
  const second = await send(about);
  t.is((await openTask(second)).node, 'correctRequest');
  await decide(first, 'reject', 'Chưa nghỉ');
  const { instance } = await openTask(second);
  await finishTask(services(), LOCAL, { caseId: second, instance, outcome: 'resubmit' });
  await work();
  t.is((await openTask(second)).node, 'approveRequest');
  await decide(second, 'approve');
});

test.serial('the initiator withdraws while it is undecided, and nobody else can', async (t) => {
  const caseId = await send(create());
  const withdraw = { type: 'correlateMessage', name: 'account-approval.withdraw', key: caseId, ttlSeconds: 0 } as const;
  t.regex(await refusal(runCommand(services(), OTHER_LOCAL, { ...withdraw })), /^(forbidden|notFound) /);
  t.is((await runCommand(services(), LOCAL, withdraw)).type, 'delivered');
  await work();
  t.is((await caseOf(caseId)).status, 'ended');
  t.regex(await refusal(runCommand(services(), LOCAL, { ...withdraw, unitPath: 'cuc.hanoi' })), /^forbidden /);
});

test.serial('reminders at half and four fifths of the time, then escalation; it stays open and is never approved by itself', async (t) => {
  const caseId = await send(create());
  pass(47.9);
  await work();
  const templates = async (account: string) =>
    (await listNotices(services().db, account, { limit: 200 })).items
      .filter((notice) => notice.caseId === caseId)
      .map(({ template }) => template);
  t.is((await templates('admin-cuc')).filter((template) => template === 'task-remind').length, 2);
  pass(1);
  await work();
  t.is((await templates('admin-cuc')).filter((template) => template === 'task-escalate').length, 1);
  pass(24 * 30);
  await work();
  t.is((await openTask(caseId)).node, 'approveRequest');
  await decide(caseId, 'approve');
});

test.serial("the department's own action on a local administrator takes effect at once, with the same record", async (t) => {
  const request = create({ grants: [{ role: 'admin-local', unitPath: 'cuc.hanoi' }] });
  const caseId = await send(request, DEPARTMENT, 'cuc');
  t.is((await caseOf(caseId)).status, 'ended');
  t.is((await accountOf(textOf(request, 'login')))?.state, 'pending');
});

test.serial('what was approved but cannot be applied is told and waits for the department, who tries again or closes it', async (t) => {
  const [one, other] = [create(), create()];
  const late = { ...create(), login: one['login'] ?? null };
  const [first, second] = [await send(one), await send(late)];
  const third = await send({ ...other, login: one['login'] ?? null });
  await decide(first, 'approve');
  await decide(second, 'approve');
  t.is((await openTask(second)).node, 'resolveFailure');
  t.like((await caseOf(second)).variables['refusal'], { code: 'loginTaken' });
  const told = async (account: string) =>
    (await listNotices(services().db, account, { limit: 50 })).items.filter(({ caseId }) => caseId === second);
  t.is((await told('sysadmin')).at(-1)?.template, 'account-request-not-applied');
  await runCommand(services(), DEPARTMENT, { type: 'claimTask', caseId: second, instance: (await openTask(second)).instance });
  const { instance } = await openTask(second);
  await finishTask(services(), DEPARTMENT, { caseId: second, instance, outcome: 'retry' });
  await work();
  t.is((await openTask(second)).node, 'resolveFailure');
  await services().db.pool.query("update account set login = login || '.cu' where login = $1", [textOf(one, 'login')]);
  await finish(second, 'retry');
  t.is((await accountOf(textOf(late, 'login')))?.state, 'active');
  await decide(third, 'approve');
  await finish(third, 'close', 'Trùng tên đăng nhập');
  t.is((await caseOf(third)).status, 'ended');
  t.like((await changesOf(third))[0], { result: 'failed', reason: 'Trùng tên đăng nhập', initiator: 'admin-hanoi', approver: 'admin-cuc' });
});

test.serial('a request without a name or with a wrong identity number is refused before a case exists', async (t) => {
  const before = await services().db.pool.query('select count(*)::int as n from process_case');
  t.regex(await refusal(send(create({ personName: '' }))), /^validation /);
  t.regex(await refusal(send(create({ personIdentity: '123' }))), /^validation /);
  t.regex(await refusal(send({ operation: 'DESTROY' })), /^validation /);
  const after = await services().db.pool.query('select count(*)::int as n from process_case');
  t.deepEqual(after.rows, before.rows);
});

test.serial(
  'which roles can be handed out, and which do not go together, an analyst changes in the table, without a release',
  async (t) => {
    const violations = async (...roles: readonly string[]) => {
      const caseId = await send(create({ grants: roles.map((role) => ({ role, unitPath: 'cuc.hanoi' })) }));
      return ((await caseOf(caseId)).variables['violations'] as { code: string }[]).map(({ code }) => code);
    };
    t.deepEqual(await violations('auditor'), []);
    t.deepEqual(await violations('manager', 'auditor'), ['conflictingRoles']);
    t.deepEqual(await violations('worker'), ['roleOutsideGroup']);
    const file = path.join(import.meta.dirname, '../../processes/account-approval/account-request-check.dmn');
    const shipped = fs.readFileSync(file, 'utf8');
    const changed = shipped
      .replace(/<rule id="grant_auditor">[\s\S]*?<\/rule>/, '')
      .replace(/<rule id="conflict_3">[\s\S]*?<\/rule>/, '')
      .replace(/(<inputEntry id="grant_worker_initiator_in"><text>)[^<]*/, '$1-');
    const deploy = async (content: string) =>
      await runCommand(services(), INSTALLER_ACTOR, { type: 'deploy', name: 'bảng mới', resources: [{ name: 'check.dmn', content }] });
    await deploy(changed);
    t.deepEqual(await violations('auditor'), ['roleOutsideGroup']);
    t.deepEqual(await violations('manager', 'auditor'), ['roleOutsideGroup']);
    t.deepEqual(await violations('worker'), []);
    await deploy(shipped);
    t.deepEqual(await violations('worker'), ['roleOutsideGroup']);
  },
);
