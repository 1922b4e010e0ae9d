/** Requests about accounts side by side with the accounts: for who proposed, for who decides, and for nobody else. */
import path from 'node:path';
import ava from 'ava';
import { install } from '../../composition/install.ts';
import { readModules } from '../../composition/modules/read-module.ts';
import { seedAccount } from '../../store/repositories/accounts.ts';
import { HANDLERS } from '../../worker/jobs/handlers.ts';
import { runJobs } from '../../worker/run-jobs.ts';
import { useApi } from './api-server.ts';
import { signTask } from './test-keys.ts';

const server = useApi(ava);
const test = ava.serial;
const LIST = '/api/v1/account-requests';

test.before(async () => {
  const grants = {
    chief: ['admin-department', 'cuc'],
    second: ['admin-department', 'cuc'],
    'adm-hue': ['admin-local', 'cuc.hue'],
  } as const;
  for (const [id, [role, unitPath]] of Object.entries(grants))
    await seedAccount(
      server.db,
      { id, login: id, person: { id: `person-${id}`, name: id, unitPath }, grants: [{ role, unitPath }] },
      '2026-01-01T00:00:00.000Z',
    );
  await server.db.pool.query("update person set identity_number = '001190010001' where id = 'person-lan'");
  const modules = readModules(path.join(import.meta.dirname, '../../processes')).filter(
    ({ manifest }) => manifest.key === 'account-approval',
  );
  await install(server.services.commands, modules, false);
});

async function work(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await runJobs(server.services.commands, { name: 'test', handlers: HANDLERS });
}

async function proposed(request: object, who = 'adm', unitPath = 'cuc.hanoi'): Promise<string> {
  const { body, status } = await server.as(who)('POST', '/api/v1/cases', {
    body: { procedure: 'account-approval', unitPath, variables: { request: { personName: 'lan', unitPath, reason: 'Thử', ...request } } },
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  await work();
  return body.caseId as string;
}
const listed = async (who: string, query = '') => (await server.as(who)('GET', `${LIST}?${query}`)).body;

test('a request stands beside the account as it is, with what its reader may do', async (t) => {
  const caseId = await proposed({ operation: 'GRANT', account: 'lan', grants: [{ role: 'manager', unitPath: 'cuc.hanoi' }] });
  const [forLocal] = (await listed('adm')).items;
  t.like(forLocal, { caseId, account: 'lan', startedBy: 'adm', request: { operation: 'GRANT', reason: 'Thử' }, findings: [] });
  t.like(forLocal.before, { name: 'lan', login: 'lan', state: 'active', unitPath: 'cuc.hanoi', identityNumber: '•••' });
  t.is(forLocal.before.grants[0].role, 'officer');
  t.like(forLocal.task, { node: 'approveRequest', caseId, signedHere: true });
  t.deepEqual(forLocal.task.permissions, [], 'who proposed it does not decide');
  const [forChief] = (await listed('chief')).items;
  t.true(forChief.task.permissions.includes('claim'));
  t.deepEqual(
    forChief.task.choices.map(({ id, reasonRequired }: { id: string; reasonRequired: boolean }) => [id, reasonRequired]),
    [
      ['approve', false],
      ['reject', true],
    ],
  );
  t.is(forChief.before.identityNumber, '001190010001', 'as in the log that the department keeps');
  for (const who of ['adm-hue', 'hoa', 'mai']) t.deepEqual((await listed(who)).items, [], who);
});

test('requests are found by the account that they are about, also under its login', async (t) => {
  const ids = async (query: string) => (await listed('chief', query)).items.map(({ account }: { account: string }) => account) as string[];
  await server.db.pool.query("update account set login = 'mai.moi' where id = 'mai'");
  await proposed({ operation: 'LOCK', account: 'mai.moi', personName: 'mai' });
  t.deepEqual(await ids('account=mai'), ['mai']);
  t.deepEqual(await ids('account=lan'), ['lan']);
  t.deepEqual(await ids('account=minh'), []);
  t.deepEqual(await ids('limit=1'), ['mai']);
  const { next } = await listed('chief', 'limit=1');
  t.deepEqual(await ids(`limit=1&cursor=${next}`), ['lan']);
  const requested = async (query: string) => (await server.as('chief')('GET', `/api/v1/accounts?${query}`)).body.items.map(({ id }: { id: string }) => id); // prettier-ignore
  t.deepEqual(await requested('requested=true'), ['lan', 'mai'], 'the list of accounts tells it too');
  t.false((await requested('requested=false')).includes('lan'));
});

test('a new account has nothing before it, and what the tables find is told', async (t) => {
  const grants = [{ role: 'admin-local', unitPath: 'cuc.hanoi' }];
  const caseId = await proposed({ operation: 'CREATE', personName: 'An', personIdentity: '001090010009', login: 'an.an', grants });
  const [one] = (await listed('adm', 'text=An')).items;
  t.is(one.caseId, caseId);
  t.is(one.before, undefined);
  t.is(one.account, undefined);
  t.like(one.task, { node: 'correctRequest' });
  t.deepEqual(
    one.findings.map(({ code, severity }: { code: string; severity: string }) => [code, severity]),
    [
      ['roleOutsideGroup', 'BLOCK'],
      ['secondFactorMissing', 'WARN'],
    ],
  );
});

test('what became of a request is told with its reason, to those who may see it', async (t) => {
  const { items } = await listed('chief', 'account=lan');
  const { caseId, instance } = items[0].task as { caseId: string; instance: number };
  const at = `/api/v1/tasks/${caseId}/${instance}`;
  const chief = server.as('chief');
  t.is((await chief('POST', `${at}/claim`)).status, 200);
  t.is((await signTask(chief, at, { outcome: 'reject', reason: 'Thiếu quyết định' })).status, 200);
  t.deepEqual((await listed('adm', 'account=lan')).items, [], 'at once, before its notices are sent');
  const [ended] = (await listed('adm', 'status=ended&account=lan')).items;
  t.like(ended, { caseId, result: { result: 'rejected', reason: 'Thiếu quyết định', approver: 'chief' }, request: { operation: 'GRANT' } });
  t.is(ended.before, undefined, 'what the account was then is in the log');
  t.is(ended.task, undefined);
  t.deepEqual((await listed('adm-hue', 'status=ended')).items, []);
});

test('reading requests is on the access log', async (t) => {
  await listed('chief', 'account=mai');
  const { rows } = await server.db.pool.query<{ ids: string[]; account: string }>(
    "select ids, account from access_log where operation = 'listAccountRequests' order by at desc, id desc limit 1",
  );
  t.is(rows[0]?.account, 'chief');
  t.is(rows[0]?.ids.length, 1);
});

test('an account is suspended at once by somebody who has just proved who they are, and is listed so', async (t) => {
  const token = await server.tokenOf('chief');
  const variables = { suspension: { account: 'hoa', personName: 'hoa', signs: 'Đăng nhập từ hai nơi' } };
  const suspend = async (cookie: string) =>
    await server.anyone('POST', '/api/v1/cases', {
      headers: { cookie },
      body: { procedure: 'account-emergency-suspension', unitPath: 'cuc.hue', variables },
    });
  await server.db.pool.query("update session set authenticated_at = now() - interval '1 hour', created_at = now() - interval '1 hour' where account = 'chief'"); // prettier-ignore
  const refused = await suspend(`trinh-ky=${token}`);
  t.like(refused.body, { status: 403, code: 'reauthenticationRequired' });
  t.is((await suspend(`trinh-ky=${await server.tokenOf('chief')}`)).status, 201);
  const { body } = await server.as('chief')('GET', '/api/v1/accounts?suspended=true');
  t.like(body.items, [{ id: 'hoa', state: 'locked', suspended: true }]);
});
