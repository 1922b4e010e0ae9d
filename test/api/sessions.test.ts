import ava from 'ava';
import { deliverOutbox } from '../../worker/deliver-outbox.ts';
import { useApi } from './api-server.ts';
import { addAccount, browserOf, PASSWORD, type Browser } from './signing-in.ts';

const server = useApi(ava, { trustedProxies: 1, signInLimits: { pair: 2, network: 200, windowSeconds: 60 } });
const test = ava.serial;
const MINUTE = 60;
const at = (address: string, agent = 'Firefox'): Browser => browserOf(server, { 'x-forwarded-for': address, 'user-agent': agent });

test.before('accounts', async () => {
  for (const id of ['an', 'binh', 'chi', 'dung', 'em', 'giang', 'hai']) await addAccount(server, id, 'officer', 'cuc.hanoi');
  await addAccount(server, 'quan', 'admin-local', 'cuc.hanoi');
  await addAccount(server, 'quan-hue', 'admin-local', 'cuc.hue');
  await addAccount(server, 'truong', 'admin-department', 'cuc');
});

/** The clock has moved since the last time. */
const asAuditor = async (path: string) =>
  await server.anyone('GET', path, { headers: { cookie: `trinh-ky=${await server.tokenOf('auditor')}` } });
const isIn = async (browser: Browser): Promise<boolean> => (await browser.ask('GET', '/api/v1/session')).status === 200;

test('my sessions are listed with device, network and last use, and I end one of them, or all others', async (t) => {
  const [office, phone, home] = [
    at('10.1.0.1'),
    at('10.1.0.1', 'Điện thoại'.normalize('NFD').replaceAll(/[^ -~]/g, '')),
    at('10.1.0.1', 'Home'),
  ];
  for (const browser of [office, phone, home]) await browser.signIn('an');
  const list = async () => (await office.ask('GET', '/api/v1/sessions')).body.sessions as { id: string; current: boolean; agent: string }[];
  const sessions = await list();
  t.is(sessions.length, 3);
  t.is(sessions.filter(({ current }) => current).length, 1);
  t.like(
    sessions.find(({ agent }) => agent === 'Home'),
    { address: '10.1.0.1', network: '10.1.0.1', methods: ['password'] },
  );
  const { id } = sessions.find(({ agent }) => agent === 'Home') ?? { id: '' };
  t.deepEqual((await office.ask('DELETE', `/api/v1/sessions/${id}`)).body, { ended: 1 });
  t.deepEqual((await office.ask('DELETE', `/api/v1/sessions/${id}`)).body, { ended: 0 });
  t.deepEqual([await isIn(home), await isIn(phone), await isIn(office)], [false, true, true]);
  const other = at('10.1.0.2');
  await other.signIn('binh');
  t.deepEqual((await other.ask('DELETE', `/api/v1/sessions/${sessions[0]?.id}`)).body, { ended: 0 }, 'not those of others');
  t.is((await office.ask('DELETE', '/api/v1/sessions/nonsense')).status, 400);
  t.deepEqual((await office.ask('DELETE', '/api/v1/sessions')).body, { ended: 1 });
  t.deepEqual([await isIn(phone), await isIn(office)], [false, true]);
});

test('an administrator ends sessions of accounts below, with a reason, and no others', async (t) => {
  const [officer, admin, hue] = [at('10.2.0.1'), at('10.2.0.2'), at('10.2.0.3')];
  await officer.signIn('binh');
  await admin.signIn('quan');
  await hue.signIn('quan-hue');
  const path = '/api/v1/accounts/binh/sessions';
  const [open] = (await admin.ask('GET', path)).body.sessions as { id: string }[];
  const body = { reason: 'Nghi lộ mật khẩu' };
  for (const [who, account] of [
    [hue, 'binh'],
    [admin, 'truong'],
    [admin, 'quan'],
    [admin, 'nobody'],
    [officer, 'an'],
  ] as const) {
    t.true([403, 404].includes((await who.ask('GET', `/api/v1/accounts/${account}/sessions`)).status), account);
    t.true([403, 404].includes((await who.ask('POST', `/api/v1/accounts/${account}/sessions/end`, { body })).status), account);
  }
  t.is((await admin.ask('POST', `${path}/end`, { body: {} })).status, 400);
  t.deepEqual((await admin.ask('POST', `${path}/${open?.id}/end`, { body })).body, { ended: 1 });
  t.deepEqual((await admin.ask('POST', `${path}/end`, { body })).body, { ended: 1 });
  t.false(await isIn(officer));
  const acts = await asAuditor('/api/v1/acts?act=endSessions');
  t.like(acts.body.items[0], { account: 'quan', subject: 'binh', reason: 'Nghi lộ mật khẩu', outcome: { ended: 1 } });
});

test('a session ends when nobody uses it for half an hour, and after twelve hours whatever happens', async (t) => {
  const browser = at('10.3.0.1');
  await browser.signIn('chi');
  for (let i = 0; i < 3; i += 1) {
    server.pass(25 * MINUTE);
    t.true(await isIn(browser), 'in use');
  }
  server.pass(31 * MINUTE);
  t.false(await isIn(browser));
  await browser.signIn('chi');
  for (let i = 0; i < 28; i += 1) {
    server.pass(25 * MINUTE);
    t.true(await isIn(browser));
  }
  server.pass(25 * MINUTE);
  t.false(await isIn(browser));
});

test('an account in use from two networks at once is told to its holder and to its administrators', async (t) => {
  await server.db.pool.query('delete from session; delete from outbox');
  await at('10.4.0.1').signIn('dung');
  await at('10.4.0.1', 'other device').signIn('dung');
  await deliverOutbox(server.services.commands);
  const told = async () =>
    (
      await server.db.pool.query<{ account: string; text: { vi: string } }>(
        "select account, text from notice where template = 'access-two-places' order by account",
      )
    ).rows;
  t.deepEqual(await told(), [], 'one network');
  await at('10.4.9.9').signIn('dung');
  await deliverOutbox(server.services.commands);
  const notices = await told();
  t.deepEqual(
    notices.map(({ account }) => account),
    ['adm', 'dung', 'quan', 'truong'],
  );
  t.regex(notices[0]?.text.vi ?? '', /Tài khoản dung .*10\.4\.9\.9, 10\.4\.0\.1/);
});

test('failures are told to the holder at the next sign-in, by network, and are on the record', async (t) => {
  for (const address of ['10.5.0.1', '10.5.0.2', '10.5.0.2']) await at(address).signIn('em', 'sai');
  const { body } = await at('10.5.0.9').signIn('em');
  const failures = body.failures as { network: string; failures: number }[];
  const of = (network: string) => failures.find((each) => each.network === network)?.failures;
  t.deepEqual([failures.length, of('10.5.0.1'), of('10.5.0.2')], [2, 1, 2]);
  t.deepEqual((await at('10.5.0.9').signIn('em')).body.failures, []);
  const [, act] = (await asAuditor('/api/v1/acts?act=signIn&subject=em')).body.items as {
    outcome: { failures: object[]; address: string };
  }[];
  t.is(act?.outcome.failures.length, 2);
  t.is(act?.outcome.address, '10.5.0.9');
});

test('who has signed in on a device before gets in there, whatever others on the same network try', async (t) => {
  const owner = at('10.6.0.1');
  t.is((await owner.signIn('giang')).status, 201);
  for (let i = 0; i < 3; i += 1) await at('10.6.0.1').signIn('giang', `sai ${i}`);
  t.is((await at('10.6.0.1').signIn('giang')).status, 429, 'without the mark of the device');
  t.is((await owner.signIn('giang')).status, 201);
  owner.forget('trinh-ky-device');
  t.is((await owner.signIn('giang')).status, 429);
});

test('who goes on guessing waits twice as long each time', async (t) => {
  const guess = async () => Number((await at('10.7.0.1').signIn('hai', 'sai')).headers.get('retry-after'));
  const over = async () => await server.db.pool.query("update rate_limit set expire = 0 where key like 'signin-pair:%'");
  const waits: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    for (let i = 0; i < 2; i += 1) await guess();
    waits.push(await guess());
    await over();
  }
  t.true(waits[0]! > 55 && waits[0]! <= 60, String(waits));
  t.true(waits[1]! > 115 && waits[1]! <= 120, String(waits));
  t.true(waits[2]! > 235 && waits[2]! <= 240, String(waits));
  t.is((await at('10.7.0.2').signIn('hai')).status, 201, 'from elsewhere the owner is in');
});

test('an unknown name costs as much time as a wrong password', async (t) => {
  const timed = async (login: string, i: number): Promise<number> => {
    const started = performance.now();
    await at(`10.8.${i}.1`).signIn(login, 'không đúng');
    return performance.now() - started;
  };
  const median = (times: number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
  const [known, unknown]: [number[], number[]] = [[], []];
  for (let i = 0; i < 15; i += 1) {
    known.push(await timed('an', i));
    unknown.push(await timed(`nobody-${i}`, 100 + i));
  }
  const ratio = median(unknown) / median(known);
  t.true(ratio > 0.5 && ratio < 2, `ratio ${ratio}`);
});

test('a token that was planted before signing in is not the one that is signed in', async (t) => {
  const browser = at('10.9.0.1');
  await browser.signIn('an');
  const before = browser.cookie('trinh-ky');
  await browser.signIn('an');
  t.not(browser.cookie('trinh-ky'), before);
  const planted = 'P'.repeat(43);
  const answer = await server.anyone('POST', '/api/v1/session', {
    body: { login: 'an', password: PASSWORD },
    headers: { cookie: `trinh-ky=${planted}`, 'x-forwarded-for': '10.9.0.1' },
  });
  t.false((answer.headers.get('set-cookie') ?? '').includes(planted));
  t.is((await server.anyone('GET', '/api/v1/session', { headers: { cookie: `trinh-ky=${planted}` } })).status, 401);
});
