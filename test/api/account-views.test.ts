import ava from 'ava';
import { useApi } from './api-server.ts';

const server = useApi(ava);
const test = ava.serial;

test.before(async () => {
  const { pool } = server.db;
  await pool.query(`insert into position (person, unit_path, title, valid_from, valid_to) values
    ('person-minh', 'cuc.hanoi', 'Trưởng phòng', '2026-01-01', null), ('person-minh', 'cuc.hanoi', 'Chấp hành viên', '2020-01-01', '2025-07-01')`);
  await pool.query("update role_grant set position = (select min(id) from position) where account = 'minh'");
});

test('accounts are listed as far as one may see them, and found by name', async (t) => {
  const names = async (who: string, query = '') =>
    (await server.as(who)('GET', `/api/v1/accounts?${query}`)).body.items.map(({ id }: { id: string }) => id) as string[];
  t.deepEqual(await names('adm'), ['adm', 'lan', 'mai', 'may-in', 'minh', 'van-thu']);
  t.deepEqual(await names('lan'), ['lan'], 'one’s own');
  t.deepEqual(await names('auditor', 'text=hung'), ['hung']);
  t.deepEqual(await names('auditor', 'unitPath=cuc.hue&state=active'), ['auditor-hue', 'hoa', 'hung']);
  t.deepEqual(await names('auditor', 'state=locked'), []);
  t.deepEqual(await names('auditor', 'role=manager'), ['hung', 'minh']);
  t.deepEqual(await names('auditor', 'unitPath=cuc&exactUnit=true'), ['analyst', 'auditor', 'root'], 'without the units below');
  const { body } = await server.as('adm')('GET', '/api/v1/accounts?limit=2');
  t.deepEqual(await names('adm', `limit=2&cursor=${body.next}`), ['mai', 'may-in']);
  t.is((await server.as('adm')('GET', '/api/v1/accounts?state=gone')).status, 400);
  t.is((await server.anyone('GET', '/api/v1/accounts')).status, 401);
});

test('a list tells where somebody stands now: positions in force, and when they last signed in', async (t) => {
  const one = async () => (await server.as('adm')('GET', '/api/v1/accounts?text=minh')).body.items[0];
  t.like(await one(), { positions: [{ title: 'Trưởng phòng', validFrom: '2026-01-01' }], suspended: false, requested: false });
  t.is((await one()).positions.length, 1, 'not the one that is over');
  t.is((await one()).lastSignInAt, undefined);
  await server.db.pool.query(`insert into administrative_act (at, account, act, subject, unit_path, outcome) values
    ('2026-11-01T01:00:00Z', 'minh', 'signIn', 'minh', 'cuc.hanoi', '{}'), ('2026-11-02T01:00:00Z', 'minh', 'signIn', 'minh', 'cuc.hanoi', '{}')`);
  t.is((await one()).lastSignInAt, '2026-11-02T01:00:00.000Z');
});

test('the second factors of an account are shown to who administers it, without what is secret', async (t) => {
  await server.db.pool.query(`insert into factor (id, account, kind, name, secret, created_at, confirmed_at) values
    ('019aaaaa-0000-7000-8000-000000000001', 'minh', 'otp', 'Điện thoại', 'bi-mat', '2026-11-01T01:00:00Z', '2026-11-01T01:00:00Z')`);
  const { body } = await server.as('adm')('GET', '/api/v1/accounts/minh/factors');
  t.like(body, { factors: [{ kind: 'otp', name: 'Điện thoại', confirmed: true }], recoveryCodes: 0 });
  t.false(JSON.stringify(body).includes('bi-mat'));
  t.is((await server.as('adm')('GET', '/api/v1/accounts/hung/factors')).status, 404);
  t.is((await server.as('lan')('GET', '/api/v1/accounts/minh/factors')).status, 403);
});

test('an account is shown with its positions and the grants that belong to them', async (t) => {
  const { body } = await server.as('adm')('GET', '/api/v1/accounts/minh');
  t.like(body, { personName: 'minh', roles: ['manager'], grants: [{ role: 'manager', unitPath: 'cuc.hanoi', needsSecondFactor: false }] });
  t.like(body.positions, [
    { title: 'Chấp hành viên', validFrom: '2020-01-01', validTo: '2025-07-01' },
    { title: 'Trưởng phòng', validFrom: '2026-01-01' },
  ]);
  t.is(body.grants[0].position, body.positions[1].id);
  t.is((await server.as('adm')('GET', '/api/v1/accounts/hung')).status, 404);
  t.is((await server.as('lan')('GET', '/api/v1/accounts/minh')).status, 404);
  t.is((await server.as('adm')('GET', '/api/v1/accounts/nobody')).status, 404);
});
