import ava from 'ava';
import { useApi } from './api-server.ts';
import { addAccount, browserOf, codeAt, enrolOtp, PASSWORD } from './signing-in.ts';

const server = useApi(ava, { signInLimits: { pair: 50, network: 500, windowSeconds: 60 } });
const test = ava.serial;
const now = () => server.services.commands.clock();
const WRONG = '000000';
const code = (secret: string, steps = 0) => ({ method: 'otp', code: codeAt(secret, now(), steps) });

test.before('accounts', async () => {
  for (const id of ['an', 'binh', 'chi', 'dung', 'giang', 'hai']) await addAccount(server, id, 'officer', 'cuc.hanoi');
  await addAccount(server, 'quan', 'admin-local', 'cuc.hanoi', { needsSecondFactor: true });
  await addAccount(server, 'truong', 'admin-department', 'cuc');
});

async function withOtp(login: string) {
  const browser = browserOf(server);
  await browser.signIn(login);
  const secret = await enrolOtp(server, browser);
  // the code of this step is used
  server.pass(60);
  return { browser, secret };
}

test('an authenticator counts once its first code has come back; then the password alone signs nobody in', async (t) => {
  const browser = browserOf(server);
  await browser.signIn('an');
  const begun = await browser.ask('POST', '/api/v1/factors/otp', { body: { name: 'Điện thoại' } });
  t.is(begun.status, 201);
  t.regex(begun.body.uri, /^otpauth:\/\/totp\/.*secret=/);
  const { rows } = await server.db.pool.query<{ secret: string }>('select secret from factor where id = $1', [begun.body.factor]);
  t.false(rows[0]?.secret.includes(begun.body.secret), 'sealed at rest');
  const confirmation = `/api/v1/factors/otp/${begun.body.factor}/confirmation`;
  t.is((await browser.ask('POST', confirmation, { body: { code: WRONG } })).body.code, 'codeWrong');
  const before = browser.cookie('trinh-ky');
  t.is((await browser.ask('POST', confirmation, { body: { code: codeAt(begun.body.secret, now()) } })).status, 200);
  t.not(browser.cookie('trinh-ky'), before, 'under another token');
  t.is((await browser.ask('POST', confirmation, { body: { code: codeAt(begun.body.secret, now()) } })).body.code, 'factorConfirmed');
  t.like((await browser.ask('GET', '/api/v1/factors')).body.factors[0], { kind: 'otp', confirmed: true, name: 'Điện thoại' });

  server.pass(60);
  const second = browserOf(server);
  const step = await second.signIn('an');
  t.is(step.status, 201);
  t.deepEqual([step.body.step, step.body.methods], ['secondFactor', ['otp']]);
  t.is(second.cookie('trinh-ky'), undefined);
  t.is((await second.ask('GET', '/api/v1/session')).status, 401);
  const entered = await second.factor(code(begun.body.secret));
  t.is(entered.status, 201);
  t.deepEqual(entered.body.methods, ['password', 'otp']);
});

test('a session that was begun without the factor is nobody’s once there is one', async (t) => {
  const [here, there] = [browserOf(server), browserOf(server)];
  await here.signIn('binh');
  await there.signIn('binh');
  await enrolOtp(server, here);
  t.is((await here.ask('GET', '/api/v1/session')).status, 200);
  t.is((await there.ask('GET', '/api/v1/session')).status, 401);
});

test('a code is used once, also that of a step before; the clock may be off by one step', async (t) => {
  const { secret } = await withOtp('chi');
  const enter = async (steps: number) => {
    const browser = browserOf(server);
    await browser.signIn('chi');
    return await browser.factor(code(secret, steps));
  };
  t.is((await enter(2)).body.code, 'secondFactorFailed', 'two steps off');
  t.is((await enter(0)).status, 201);
  t.is((await enter(0)).body.code, 'secondFactorFailed', 'the same again');
  t.is((await enter(-1)).body.code, 'secondFactorFailed', 'one before it');
  t.is((await enter(1)).status, 201);
});

test('two browsers with one code at the same moment: one of them is in', async (t) => {
  const { secret } = await withOtp('giang');
  const browsers = [browserOf(server), browserOf(server)];
  for (const browser of browsers) await browser.signIn('giang');
  const proof = code(secret);
  const answers = await Promise.all(browsers.map(async (browser) => await browser.factor(proof)));
  t.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [201, 401],
  );
});

test('the second step has few tries and little time, and its ticket is no session', async (t) => {
  const { secret } = await withOtp('dung');
  const browser = browserOf(server);
  await browser.signIn('dung');
  const ticket = browser.cookie('trinh-ky-step') ?? '';
  t.is((await server.anyone('GET', '/api/v1/session', { headers: { cookie: `trinh-ky=${ticket}` } })).status, 401);
  for (let i = 0; i < 5; i += 1) t.is((await browser.factor({ method: 'otp', code: WRONG })).body.code, 'secondFactorFailed');
  t.is((await browser.factor(code(secret))).body.code, 'signInStepOver', 'the right one comes too late');

  await browser.signIn('dung');
  server.pass(301);
  t.is((await browser.factor(code(secret))).body.code, 'signInStepOver');
  t.is((await browserOf(server).factor(code(secret))).body.code, 'signInStepOver', 'without a ticket');
  for (const wrong of [{}, { method: 'sms', code: '123456' }, { method: 'otp' }, { method: 'otp', code: '1' }])
    t.is((await browser.factor(wrong)).status, 400, JSON.stringify(wrong));
});

test('a recovery code stands in for the factor once; new ones end the old; they are kept as hashes', async (t) => {
  const { browser } = await withOtp('hai');
  const made = await browser.ask('POST', '/api/v1/recovery-codes');
  t.is(made.status, 201);
  const codes = made.body.codes as string[];
  t.is(new Set(codes).size, 10);
  const enter = async (text: string) => {
    const other = browserOf(server);
    const step = await other.signIn('hai');
    t.true((step.body.methods as string[]).includes('recovery'));
    return await other.factor({ method: 'recovery', code: text });
  };
  t.is((await enter((codes[0] ?? '').toLowerCase().replaceAll('-', ' '))).status, 201);
  t.is((await enter(codes[0] ?? '')).body.code, 'secondFactorFailed');
  const { rows } = await server.db.pool.query<{ kept: string }>(
    "select encode(code_hash, 'escape') as kept from recovery_code where account = 'hai'",
  );
  t.false(rows.some(({ kept }) => codes.some((each) => kept.includes(each.replaceAll('-', '')))));
  t.is((await browser.ask('GET', '/api/v1/factors')).body.recoveryCodes, 9);
  await browser.ask('POST', '/api/v1/recovery-codes');
  t.is((await enter(codes[1] ?? '')).body.code, 'secondFactorFailed');
  const acts = await server.as('auditor')('GET', '/api/v1/acts?act=signIn&subject=hai&limit=5');
  t.true(acts.body.items.some(({ outcome }: { outcome: { methods: string[] } }) => outcome.methods.includes('recovery')));
});

test('a role of high privilege needs a factor: until it is enrolled the session may do nothing else', async (t) => {
  const browser = browserOf(server);
  t.is((await browser.signIn('quan')).body.obligation, 'enrolSecondFactor');
  for (const [method, path] of [
    ['GET', '/api/v1/tasks?list=mine'],
    ['GET', '/api/v1/sessions'],
    ['GET', '/api/v1/events'],
    ['POST', '/api/v1/recovery-codes'],
  ] as const)
    t.is((await browser.ask(method, path)).body.code, 'secondFactorRequired', path);
  const secret = await enrolOtp(server, browser);
  t.is((await browser.ask('GET', '/api/v1/session')).body.obligation, undefined);
  t.is((await browser.ask('GET', '/api/v1/sessions')).status, 200);
  const [factor] = (await browser.ask('GET', '/api/v1/factors')).body.factors as { id: string }[];
  t.is((await browser.ask('DELETE', `/api/v1/factors/${factor?.id}`)).body.code, 'lastSecondFactor');
  server.pass(60);
  await browser.signIn('quan');
  t.is((await browser.factor(code(secret))).status, 201, 'it is still there');
});

test('what opens an account to others needs a fresh proof; the proof gives the session another token', async (t) => {
  const { browser, secret } = await withOtp('mai-2').catch(async () => {
    await addAccount(server, 'mai-2', 'officer', 'cuc.hanoi');
    return await withOtp('mai-2');
  });
  server.pass(11 * 60);
  for (const [method, path, body] of [
    ['POST', '/api/v1/factors/otp', { name: 'x' }],
    ['POST', '/api/v1/factors/passkey-options', {}],
    ['POST', '/api/v1/recovery-codes', {}],
    ['DELETE', '/api/v1/factors/019aaaaa-0000-7000-8000-000000000000', {}],
  ] as const)
    t.is((await browser.ask(method, path, { body })).body.code, 'reauthenticationRequired', path);
  const prove = async (proof: object) => await browser.ask('POST', '/api/v1/session/reauthentication', { body: proof });
  t.is((await prove({ method: 'password', password: 'sai' })).body.code, 'reauthenticationFailed');
  t.is((await prove({ method: 'otp', code: WRONG })).body.code, 'reauthenticationFailed');
  const before = browser.cookie('trinh-ky') ?? '';
  t.is((await prove({ method: 'password', password: PASSWORD })).status, 200);
  t.not(browser.cookie('trinh-ky'), before);
  t.is(
    (await server.anyone('GET', '/api/v1/session', { headers: { cookie: `trinh-ky=${before}` } })).status,
    401,
    'the old token is nobody’s',
  );
  t.is((await browser.ask('POST', '/api/v1/recovery-codes')).status, 201);
  server.pass(11 * 60);
  t.is((await prove(code(secret))).status, 200);
  t.is((await browser.ask('POST', '/api/v1/recovery-codes')).status, 201);
});

test('the department ends the factors of an account that lost them, with a reason and a fresh proof; its holder enrols anew', async (t) => {
  const department = browserOf(server);
  await department.signIn('truong');
  const reset = async (who: typeof department, reason: object = { reason: 'Mất điện thoại' }) =>
    await who.ask('POST', '/api/v1/accounts/quan/factors/reset', { body: reason });
  const officer = browserOf(server);
  await officer.signIn('dung');
  t.is((await reset(department, {})).status, 400);
  t.true((await reset(officer)).status >= 401);
  server.pass(11 * 60);
  t.is((await reset(department)).body.code, 'reauthenticationRequired');
  await department.ask('POST', '/api/v1/session/reauthentication', { body: { method: 'password', password: PASSWORD } });
  t.deepEqual((await reset(department)).body, { ended: 1 });
  const again = browserOf(server);
  t.is((await again.signIn('quan')).body.obligation, 'enrolSecondFactor');
});
