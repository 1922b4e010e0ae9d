import ava from 'ava';
import { seedAccount } from '../../store/repositories/accounts.ts';
import { useApi } from './api-server.ts';

const server = useApi(ava);
const test = ava.serial;
const BINDING = {
  role: 'manager',
  unitPath: 'cuc.hanoi',
  mode: 'paper',
  clerkRole: 'clerk',
  validFrom: '2026-11-23',
  reason: 'Chưa có mạng',
};

test.before(async () => {
  const person = { id: 'person-chief', name: 'chief', unitPath: 'cuc' };
  const grants = [{ role: 'admin-department', unitPath: 'cuc' }];
  await seedAccount(server.db, { id: 'chief', login: 'chief', person, grants }, '2026-01-01T00:00:00.000Z');
  await server.db.pool.query("insert into unit (id, path, name) values ('vks', 'vks', 'Viện kiểm sát')");
});

test('a binding is recorded with its reason and who recorded it, and listed by unit and day', async (t) => {
  const { status } = await server.as('chief')('POST', '/api/v1/bindings', { body: BINDING });
  t.is(status, 201);
  const { body } = await server.as('minh')('GET', '/api/v1/bindings?unitPath=cuc.hanoi&on=2026-11-23');
  t.like(body.items.at(-1), { ...BINDING, account: 'chief', person: 'person-chief' });
  const before = await server.as('minh')('GET', '/api/v1/bindings?unitPath=cuc.hanoi&on=2026-11-22');
  t.deepEqual(before.body.items, []);
});

test('what cannot be is refused with its field, and nothing is recorded', async (t) => {
  const count = async () => (await server.as('chief')('GET', '/api/v1/bindings')).body.items.length as number;
  const known = await count();
  const faults: readonly (readonly [object, string])[] = [
    [{ mode: 'paper', clerkRole: undefined }, '/clerkRole'],
    [{ mode: 'exchange' }, '/partner'],
    [{ mode: 'exchange', partner: 'nowhere' }, '/partner'],
    [{ mode: 'exchange', partner: 'vks', onBounce: 'paper', clerkRole: undefined }, '/clerkRole'],
    [{ agencyType: 'court' }, '/role'],
    [{ validTo: '2026-11-23' }, '/validTo'],
    [{ unitPath: 'cuc.nowhere' }, '/unitPath'],
    [{ mode: 'telepathy' }, '/mode'],
    [{ validFrom: '2026-02-30' }, '/validFrom'],
  ];
  for (const [more, path] of faults) {
    const { status, body } = await server.as('chief')('POST', '/api/v1/bindings', { body: { ...BINDING, ...more } });
    t.is(status, 400, path);
    t.true(
      body.errors.some(({ pointer }: { pointer: string }) => pointer === path),
      JSON.stringify([more, body.errors]),
    );
  }
  t.is(await count(), known);
});

test('only who administers the unit may record one; a system administrator never', async (t) => {
  for (const who of ['minh', 'adm', 'root', 'analyst'])
    t.is((await server.as(who)('POST', '/api/v1/bindings', { body: BINDING })).status, 403, who);
  t.is((await server.as('chief')('POST', '/api/v1/bindings', { body: { ...BINDING, unitPath: 'vks' } })).status, 403);
});

test('the register is append-only', async (t) => {
  await t.throwsAsync(async () => await server.db.pool.query("update role_binding set mode = 'internal'"), { message: /append-only/ });
  await t.throwsAsync(async () => await server.db.pool.query('delete from role_binding'), { message: /append-only/ });
});

test('the agency type of a role is recorded by time', async (t) => {
  const chief = server.as('chief');
  const entry = { role: 'judge', agencyType: 'toa-an-cap-huyen', validFrom: '2015-06-01', validTo: '2025-07-01', reason: 'Luật tổ chức' };
  t.is((await chief('POST', '/api/v1/agency-types', { body: entry })).status, 201);
  const later = { role: 'judge', agencyType: 'toa-an-khu-vuc', validFrom: '2025-07-01', reason: 'Bỏ cấp huyện' };
  t.is((await chief('POST', '/api/v1/agency-types', { body: later })).status, 201);
  const on = async (day: string) =>
    (await server.as('minh')('GET', `/api/v1/agency-types?role=judge&on=${day}`)).body.items.map(
      ({ agencyType }: { agencyType: string }) => agencyType,
    );
  t.deepEqual(await on('2025-06-30'), ['toa-an-cap-huyen']);
  t.deepEqual(await on('2025-07-01'), ['toa-an-khu-vuc']);
});

test('exchange is for systems of agencies only', async (t) => {
  t.is((await server.as('minh')('POST', '/api/v1/exchange/fetch', { body: {} })).status, 403);
  t.is((await server.anyone('POST', '/api/v1/exchange/fetch', { body: {} })).status, 401);
});
