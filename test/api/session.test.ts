import ava from 'ava';
import { hash } from '@node-rs/argon2';
import { setPassword } from '../../store/repositories/accounts.ts';
import { useApi } from './api-server.ts';

const server = useApi(ava, { signInLimits: { pair: 3, network: 8, windowSeconds: 60 } });
const test = ava.serial;
const PASSWORD = 'mật khẩu rất dài 2026';

test.before('passwords', async () => {
  const stored = await hash(PASSWORD);
  for (const account of ['lan', 'mai', 'minh', 'hoa', 'hung', 'root'])
    await setPassword(server.db, account, stored, new Date().toISOString());
});

const signIn = async (login: string, password: string, headers: Record<string, string> = {}) =>
  await server.anyone('POST', '/api/v1/session', { body: { login, password }, headers });

test('signing in sets a cookie that scripts and other sites cannot use, and tells roles', async (t) => {
  const answer = await signIn('lan', PASSWORD);
  t.is(answer.status, 201);
  const [cookie = '', ticket, device = ''] = answer.headers.getSetCookie();
  t.regex(cookie, /^trinh-ky=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/);
  t.regex(device, /^trinh-ky-device=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/);
  t.regex(ticket ?? '', /^trinh-ky-step=; .*Max-Age=0$/);
  t.like(answer.body, { account: 'lan', person: 'person-lan', grants: [{ role: 'officer', unitPath: 'cuc.hanoi' }] });
  const me = await server.anyone('GET', '/api/v1/session', { headers: { cookie: cookie.split(';')[0] ?? '' } });
  t.is(me.body.account, 'lan');
});

test('a wrong password and an unknown login are refused with the same words', async (t) => {
  const wrong = await signIn('mai', 'không đúng');
  const unknown = await signIn('nobody', 'không đúng');
  t.is(wrong.status, 401);
  t.is(unknown.status, 401);
  const { instance: _, ...first } = wrong.body;
  const { instance: __, ...second } = unknown.body;
  t.deepEqual(first, second);
});

test('after three failures the login has to wait, but only from where the failures came', async (t) => {
  for (let i = 0; i < 3; i += 1) t.is((await signIn('minh', `sai ${i}`)).status, 401);
  const blocked = await signIn('minh', PASSWORD);
  t.is(blocked.status, 429);
  t.is(blocked.body.code, 'tooManySignIns');
  t.true(Number(blocked.headers.get('retry-after')) > 0);
  t.is((await server.as('minh')('GET', '/api/v1/session')).status, 200, 'who is signed in stays signed in');
});

test('a forged, a shortened and a doubled cookie sign nobody in', async (t) => {
  const token = await server.tokenOf('lan');
  for (const cookie of [
    `trinh-ky=${'A'.repeat(43)}`,
    `trinh-ky=${token.slice(0, -1)}`,
    `trinh-ky=${token}; trinh-ky=${token}`,
    `__Host-trinh-ky=${token}`,
    `trinh-ky=${token}'--`,
  ])
    t.is((await server.anyone('GET', '/api/v1/session', { headers: { cookie } })).status, 401, cookie.slice(0, 20));
});

test('an expired session signs nobody in', async (t) => {
  const cookie = `trinh-ky=${await server.tokenOf('lan')}`;
  t.is((await server.anyone('GET', '/api/v1/session', { headers: { cookie } })).status, 200);
  server.pass(3_601);
  t.is((await server.anyone('GET', '/api/v1/session', { headers: { cookie } })).status, 401);
  server.pass(-3_601);
});

test('a lock counts at the next request', async (t) => {
  const cookie = `trinh-ky=${await server.tokenOf('hoa')}`;
  await server.db.pool.query(`update account set state = 'locked' where id = 'hoa'`);
  t.is((await server.anyone('GET', '/api/v1/session', { headers: { cookie } })).status, 401);
  await server.db.pool.query(`update account set state = 'active' where id = 'hoa'`);
});

test('signing out ends the session and clears the cookie', async (t) => {
  const cookie = `trinh-ky=${await server.tokenOf('lan')}`;
  const out = await server.anyone('DELETE', '/api/v1/session', { headers: { cookie } });
  t.is(out.status, 204);
  t.regex(out.headers.get('set-cookie') ?? '', /^trinh-ky=; .*Max-Age=0/);
  t.is(out.headers.get('clear-site-data'), '"cache"');
  t.is((await server.anyone('GET', '/api/v1/session', { headers: { cookie } })).status, 401);
});

for (const [what, headers] of [
  ['another origin', { origin: 'https://evil.example', 'x-requested-with': 'x' }],
  ['another site', { 'sec-fetch-site': 'cross-site', 'x-requested-with': 'x' }],
  ['a sibling domain', { 'sec-fetch-site': 'same-site', 'x-requested-with': 'x' }],
  ['an opaque origin', { origin: 'null', 'x-requested-with': 'x' }],
  ['no sign of where it comes from', { 'x-requested-with': '' }],
] as const) {
  test(`a change with ${what} is refused before anything is read`, async (t) => {
    const cookie = `trinh-ky=${await server.tokenOf('lan')}`;
    const answer = await server.anyone('DELETE', '/api/v1/session', { headers: { cookie, ...headers } });
    t.is(answer.status, 403);
    t.is((await server.anyone('GET', '/api/v1/session', { headers: { cookie } })).status, 200);
  });
}

test('a change from our own pages needs no header of ours', async (t) => {
  const cookie = `trinh-ky=${await server.tokenOf('lan')}`;
  const headers = { cookie, 'x-requested-with': '', origin: server.url, 'sec-fetch-site': 'same-origin' };
  t.is((await server.anyone('DELETE', '/api/v1/session', { headers })).status, 204);
});

test('changing the password needs the present one, and ends the other sessions', async (t) => {
  const mine = `trinh-ky=${await server.tokenOf('root')}`;
  const other = `trinh-ky=${await server.tokenOf('root')}`;
  const change = async (current: string, next: string) =>
    await server.anyone('PUT', '/api/v1/session/password', { body: { current, next }, headers: { cookie: mine } });
  t.is((await change('không đúng', 'Một mật khẩu mới-2026')).status, 403);
  t.is((await change(PASSWORD, 'ngắn')).status, 400);
  const changed = await change(PASSWORD, 'Một mật khẩu mới-2026');
  t.is(changed.status, 204);
  const cookie = changed.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  t.is((await server.anyone('GET', '/api/v1/session', { headers: { cookie } })).status, 200, 'under another token');
  for (const old of [mine, other]) t.is((await server.anyone('GET', '/api/v1/session', { headers: { cookie: old } })).status, 401);
});
