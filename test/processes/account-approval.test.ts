/** The shipped procedure as an official lives it (procedures B): commands and worker on a real database, the clock in the test's hand. */
import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import type { Actor } from '../../engine/command.ts';
import type { Json } from '../../expressions/json.ts';
import type { Services } from '../../commands/contract.ts';
import { INSTALLER_ACTOR } from '../../commands/actors.ts';
import { runCommand } from '../../commands/run-command.ts';
import { openServices } from '../../commands/open-services.ts';
import { install } from '../../composition/install.ts';
import { readModules } from '../../composition/modules/read-module.ts';
import { createLogger } from '../../logging/logger.ts';
import { SHIPPED_RULES } from '../../policies/shipped-rules.ts';
import { openDatabase } from '../../store/connection.ts';
import { loadAccount } from '../../store/repositories/accounts.ts';
import { listNotices } from '../../store/queries/list-notices.ts';
import { deliverOutbox } from '../../worker/deliver-outbox.ts';
import { fireTimers } from '../../worker/fire-timers.ts';
import { HANDLERS } from '../../worker/jobs/handlers.ts';
import { runJobs } from '../../worker/run-jobs.ts';
import { idSource, refusal } from '../commands/fixtures.ts';
import { useDatabase } from '../database.ts';

const database = useDatabase(test);
// Monday 23/11/2026, 09:00 in Hà Nội; Tuesday 24/11 is a public holiday
let at = Date.parse('2026-11-23T02:00:00.000Z');
let services: Services;
let serial = 10_000;

const actor = (account: string): Actor => ({ account, person: `p-${account}` });
const LOCAL = actor('admin-hanoi');
const OTHER_LOCAL = actor('admin-hue');
const DEPARTMENT = actor('admin-cuc');

test.serial.before(async () => {
  const modules = readModules(path.join(import.meta.dirname, '../../processes'));
  services = openServices({
    db: openDatabase(database.url, { max: 4 }),
    clock: () => new Date(at).toISOString(),
    newId: idSource(),
    random: () => 0.5,
    wait: async () => {},
    logger: createLogger({ level: 'silent', format: 'json' }),
    rootUnit: 'cuc',
    rules: [...SHIPPED_RULES, ...modules.flatMap(({ rules }) => rules)],
  });
  await install(services, modules, true);
});
test.after.always(async () => await services.db.close());

const pass = (hours: number): void => void (at += hours * 3_600_000);

/** What a node's worker does until nothing is left to do now. */
async function work(): Promise<void> {
  const worker = { name: 'test', handlers: HANDLERS };
  for (let turn = 0; turn < 6; turn++) {
    await runJobs(services, worker);
    await deliverOutbox(services);
    await fireTimers(services);
    at += 15_000;
  }
}

interface Request {
  readonly [field: string]: Json;
}

function textOf(request: Request, field: string): string {
  const value = request[field];
  if (typeof value !== 'string') throw new Error(`expected ${field} to be text`);
  return value;
}

const create = (more: Request = {}): Request => {
  serial += 1;
  return {
    operation: 'CREATE',
    personName: 'Nguyễn Văn An',
    personIdentity: `0010900${serial}`.slice(0, 12).padEnd(12, '0'),
    login: `canbo.${serial}`,
    personTitle: 'Chấp hành viên',
    unitPath: 'cuc.hanoi',
    grants: [{ role: 'officer', unitPath: 'cuc.hanoi' }],
    reason: 'Tuyển dụng mới',
    ...more,
  };
};

async function send(request: Request, by = LOCAL, unitPath = 'cuc.hanoi'): Promise<string> {
  const { caseId } = await runCommand(services, by, { type: 'startCase', procedure: 'account-approval', unitPath, variables: { request } });
  await work();
  return caseId;
}

async function openTask(caseId: string): Promise<{ instance: number; node: string; due_at: string }> {
  const { rows } = await services.db.pool.query<{ instance: number; node: string; due_at: string }>(
    "select instance, node, due_at from user_task where case_id = $1 and state = 'open'",
    [caseId],
  );
  const [task] = rows;
  if (!task || rows.length > 1) throw new Error(`expected one open task, found ${rows.length}`);
  return task;
}

async function decide(caseId: string, outcome: 'approve' | 'reject', reason?: string, by = DEPARTMENT): Promise<void> {
  const { instance } = await openTask(caseId);
  await runCommand(services, by, { type: 'claimTask', caseId, instance });
  await runCommand(services, by, { type: 'completeTask', caseId, instance, outcome, ...(reason !== undefined && { reason }) });
  await work();
}

async function caseOf(caseId: string): Promise<{ status: string; variables: Record<string, Json> }> {
  const { rows } = await services.db.pool.query<{ status: string; data: Record<string, Record<string, Json>> }>(
    'select c.status, v.data from process_case c left join case_variables v on v.case_id = c.id where c.id = $1',
    [caseId],
  );
  return { status: rows[0]?.status ?? 'gone', variables: rows[0]?.data?.['1'] ?? {} };
}

async function accountOf(login: string) {
  const { rows } = await services.db.pool.query<{ id: string; state: string }>('select id, state from account where login = $1', [login]);
  return rows[0] && (await loadAccount(services.db, rows[0].id));
}

async function approvedAccount(): Promise<{ account: string; login: string }> {
  const request = create();
  await decide(await send(request), 'approve');
  const account = await accountOf(textOf(request, 'login'));
  if (!account) throw new Error('the account was not created');
  return { account: account.id, login: textOf(request, 'login') };
}

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
  const start = at;
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
  await runCommand(services, DEPARTMENT, { type: 'claimTask', caseId, instance });
  t.is(
    await refusal(runCommand(services, DEPARTMENT, { type: 'completeTask', caseId, instance, outcome: 'reject' })),
    'validation reasonRequired',
  );
  t.is(
    await refusal(runCommand(services, DEPARTMENT, { type: 'completeTask', caseId, instance, outcome: 'reject', reason: '  ' })),
    'validation reasonRequired',
  );
  await runCommand(services, DEPARTMENT, {
    type: 'completeTask',
    caseId,
    instance,
    outcome: 'reject',
    reason: 'Thiếu quyết định tuyển dụng',
  });
  await work();
  t.is(await accountOf(textOf(request, 'login')), undefined);
  const [notice] = (await listNotices(services.db, 'admin-hanoi', { limit: 1 })).items;
  t.is(notice?.template, 'account-request-rejected');
  t.is((notice?.data as { reason?: string } | undefined)?.reason, 'Thiếu quyết định tuyển dụng');
});

test.serial('the department is told when a request comes in', async (t) => {
  const caseId = await send(create());
  const notices = (await listNotices(services.db, 'admin-cuc', { limit: 50 })).items;
  t.true(notices.some((notice) => notice.caseId === caseId && notice.template === 'account-request-submitted'));
  await decide(caseId, 'reject', 'Thử');
});

test.serial('who made the request cannot decide on it, nor see the task as a candidate', async (t) => {
  const caseId = await send(create(), LOCAL);
  const { instance } = await openTask(caseId);
  t.regex(await refusal(runCommand(services, LOCAL, { type: 'claimTask', caseId, instance })), /^(forbidden|notFound) /);
  await decide(caseId, 'reject', 'Thử');
  const own = await send(create(), DEPARTMENT, 'cuc');
  const task = await openTask(own);
  t.regex(await refusal(runCommand(services, DEPARTMENT, { type: 'claimTask', caseId: own, instance: task.instance })), /^forbidden /);
  await decide(own, 'approve', undefined, actor('admin-cuc-2'));
  t.is((await caseOf(own)).status, 'ended');
});

test.serial('a local administrator of another agency neither starts nor sees it', async (t) => {
  t.regex(await refusal(send(create(), OTHER_LOCAL, 'cuc.hanoi')), /^(forbidden|notFound) /);
  const caseId = await send(create());
  t.regex(await refusal(runCommand(services, OTHER_LOCAL, { type: 'comment', caseId, text: 'x' })), /^notFound /);
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
  await runCommand(services, LOCAL, { type: 'completeTask', caseId, instance, outcome: 'resubmit', variables: { request: create() } });
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
    await runCommand(services, LOCAL, { type: 'completeTask', caseId, instance, outcome: 'withdraw', reason: 'Nhầm' });
    await work();
    t.is((await caseOf(caseId)).status, 'ended');
    return codes;
  };
  t.deepEqual(await blocked(create({ grants: [{ role: 'admin-local', unitPath: 'cuc.hanoi' }] })), ['roleOutsideGroup']);
  t.deepEqual(await blocked(create({ unitPath: 'cuc.hue' })), ['agencyMismatch']);
  t.deepEqual(await blocked(create({ outside: true })), ['consentMissing']);
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
  await runCommand(services, LOCAL, { type: 'completeTask', caseId: second, instance, outcome: 'resubmit' });
  await work();
  t.is((await openTask(second)).node, 'approveRequest');
  await decide(second, 'approve');
});

test.serial('the initiator withdraws while it is undecided, and nobody else can', async (t) => {
  const caseId = await send(create());
  const withdraw = { type: 'correlateMessage', name: 'account-approval.withdraw', key: caseId, ttlSeconds: 0 } as const;
  t.regex(await refusal(runCommand(services, OTHER_LOCAL, { ...withdraw })), /^(forbidden|notFound) /);
  t.is((await runCommand(services, LOCAL, withdraw)).type, 'delivered');
  await work();
  t.is((await caseOf(caseId)).status, 'ended');
  t.regex(await refusal(runCommand(services, LOCAL, { ...withdraw, unitPath: 'cuc.hanoi' })), /^forbidden /);
});

test.serial('reminders at half and four fifths of the time, then escalation; it stays open and is never approved by itself', async (t) => {
  const caseId = await send(create());
  pass(47.9);
  await work();
  const templates = async (account: string) =>
    (await listNotices(services.db, account, { limit: 200 })).items
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
  t.is((await accountOf(textOf(request, 'login')))?.state, 'active');
});

test.serial('an approval that cannot be applied is refused with the reason, and nothing is half done', async (t) => {
  const one = create();
  const first = await send(one);
  const second = await send({ ...create(), login: one['login'] ?? null });
  await decide(first, 'approve');
  const { instance } = await openTask(second);
  await runCommand(services, DEPARTMENT, { type: 'claimTask', caseId: second, instance });
  t.is(
    await refusal(runCommand(services, DEPARTMENT, { type: 'completeTask', caseId: second, instance, outcome: 'approve' })),
    'conflict loginTaken',
  );
  t.is((await openTask(second)).instance, instance);
  await runCommand(services, DEPARTMENT, {
    type: 'completeTask',
    caseId: second,
    instance,
    outcome: 'reject',
    reason: 'Trùng tên đăng nhập',
  });
  await work();
});

test.serial('a request without a name or with a wrong identity number is refused before a case exists', async (t) => {
  const before = await services.db.pool.query('select count(*)::int as n from process_case');
  t.regex(await refusal(send(create({ personName: '' }))), /^validation /);
  t.regex(await refusal(send(create({ personIdentity: '123' }))), /^validation /);
  t.regex(await refusal(send({ operation: 'DESTROY' })), /^validation /);
  const after = await services.db.pool.query('select count(*)::int as n from process_case');
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
      .replace(/(<inputEntry id="grant_worker_in1"><text>)[^<]*/, '$1-');
    const deploy = async (content: string) =>
      await runCommand(services, INSTALLER_ACTOR, { type: 'deploy', name: 'bảng mới', resources: [{ name: 'check.dmn', content }] });
    await deploy(changed);
    t.deepEqual(await violations('auditor'), ['roleOutsideGroup']);
    t.deepEqual(await violations('manager', 'auditor'), ['roleOutsideGroup']);
    t.deepEqual(await violations('worker'), []);
    await deploy(shipped);
    t.deepEqual(await violations('worker'), ['roleOutsideGroup']);
  },
);
