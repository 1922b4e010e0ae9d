import ava from 'ava';
import { hash } from '@node-rs/argon2';
import { setPassword } from '../../store/repositories/accounts.ts';
import { useApi } from './api-server.ts';

/** As in production: TLS ends at one proxy in front. */
const server = useApi(ava, { secureCookies: true, trustedProxies: 1, signInLimits: { pair: 2, network: 5, windowSeconds: 60 } });
const test = ava.serial;
const PASSWORD = 'mật khẩu rất dài 2026';

test.before('passwords', async () => {
  const stored = await hash(PASSWORD);
  for (const account of ['lan', 'mai', 'minh']) await setPassword(server.db, account, stored, new Date().toISOString());
});

const signIn = async (login: string, password: string, from: string) =>
  await server.anyone('POST', '/api/v1/session', { body: { login, password }, headers: { 'x-forwarded-for': from } });

test('behind TLS the cookie has the __Host- prefix and is Secure, and a cookie without it counts for nothing', async (t) => {
  const answer = await signIn('lan', PASSWORD, '10.0.0.1');
  const [cookie = '', ...others] = answer.headers.getSetCookie();
  for (const other of others) t.regex(other, /^__Host-trinh-ky-\w+=[\w-]*; Path=\/; HttpOnly; SameSite=(Strict|Lax); Max-Age=\d+; Secure$/);
  t.regex(cookie, /^__Host-trinh-ky=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+; Secure$/);
  const token = /=([\w-]{43});/.exec(cookie)?.[1] ?? '';
  const me = async (name: string) => (await server.anyone('GET', '/api/v1/session', { headers: { cookie: `${name}=${token}` } })).status;
  t.is(await me('__Host-trinh-ky'), 200);
  t.is(await me('trinh-ky'), 401);
  t.regex(answer.headers.get('strict-transport-security') ?? '', /max-age=31536000; includeSubDomains/);
  t.regex(answer.headers.get('content-security-policy') ?? '', /; upgrade-insecure-requests$/);
});

test('over TLS a page that came in the clear is another site', async (t) => {
  const out = async (origin: string) => {
    const cookie = `__Host-trinh-ky=${await server.tokenOf('hoa')}`;
    return (await server.anyone('DELETE', '/api/v1/session', { headers: { cookie, origin, 'x-forwarded-host': 'trinhky.vn' } })).status;
  };
  t.is(await out('http://trinhky.vn'), 403);
  t.is(await out('https://trinhky.vn'), 204);
});

test('guessing at a login from one place never locks its owner out at another', async (t) => {
  for (let i = 0; i < 3; i += 1) await signIn('mai', `sai ${i}`, '10.9.9.9');
  t.is((await signIn('mai', PASSWORD, '10.9.9.9')).status, 429);
  t.is((await signIn('mai', PASSWORD, '10.0.0.2')).status, 201);
});

test('who tries many logins from one place has to wait, but not those who signed in from there before', async (t) => {
  t.is((await signIn('minh', PASSWORD, '10.7.7.7')).status, 201);
  for (let i = 0; i < 5; i += 1) t.is((await signIn(`nobody-${i}`, 'x', '10.7.7.7')).status, 401);
  t.is((await signIn('nobody-6', 'x', '10.7.7.7')).status, 429);
  t.is((await signIn('minh', PASSWORD, '10.7.7.7')).status, 201);
});

test('an address that a client made up is not believed: only what our proxy added', async (t) => {
  for (let i = 0; i < 3; i += 1) await signIn('lan', `sai ${i}`, `10.1.1.${i}, 10.5.5.5`);
  t.is((await signIn('lan', 'sai', '10.1.1.77, 10.5.5.5')).status, 429);
});
