import ava from 'ava';
import { useApi } from './api-server.ts';
import { passkeyDevice, type Answering, type PasskeyDevice } from './passkey-device.ts';
import { addAccount, browserOf, type Browser } from './signing-in.ts';

const server = useApi(ava);
const test = ava.serial;

test.before('accounts', async () => {
  for (const id of ['an', 'binh', 'chi', 'dung']) await addAccount(server, id, 'officer', 'cuc.hanoi');
});

const optionsOf = async (browser: Browser, path: string) =>
  (await browser.ask('POST', path)).body.options as { challenge: string; allowCredentials?: object[] };

async function enrol(browser: Browser, device: PasskeyDevice, how: Answering = {}, challenge?: string) {
  const options = await optionsOf(browser, '/api/v1/factors/passkey-options');
  const response = device.create(challenge ?? options.challenge, how);
  return await browser.ask('POST', '/api/v1/factors/passkeys', { body: { name: 'Khóa USB', response } });
}
async function enrolled(login: string): Promise<PasskeyDevice> {
  const browser = browserOf(server);
  await browser.signIn(login);
  const device = passkeyDevice();
  await enrol(browser, device);
  return device;
}
async function answer(browser: Browser, device: PasskeyDevice, how: Answering = {}, challenge?: string) {
  const options = await optionsOf(browser, '/api/v1/session/passkey-options');
  return await browser.factor({ method: 'passkey', response: device.answer(challenge ?? options.challenge, how) });
}

test('a passkey is enrolled with the person’s proof to the device, for our page and our challenge only, and belongs to one account', async (t) => {
  const browser = browserOf(server);
  await browser.signIn('an');
  const device = passkeyDevice();
  t.is((await enrol(browser, device, { unverified: true })).body.code, 'passkeyInvalid');
  t.is((await enrol(browser, device, { origin: 'https://evil.example' })).body.code, 'passkeyInvalid');
  t.is((await enrol(browser, passkeyDevice('evil.example'))).body.code, 'passkeyInvalid', 'another host');
  t.is(
    (await enrol(browser, device, {}, Buffer.from('another challenge of 32 bytes...').toString('base64url'))).body.code,
    'passkeyInvalid',
  );
  t.is((await enrol(browser, device)).status, 201);
  t.like((await browser.ask('GET', '/api/v1/factors')).body.factors[0], { kind: 'passkey', name: 'Khóa USB', confirmed: true });
  const { challenge } = await optionsOf(browser, '/api/v1/factors/passkey-options');
  const other = browserOf(server);
  await other.signIn('binh');
  t.is((await enrol(other, device)).body.code, 'factorTaken');
  const body = { name: 'x', response: passkeyDevice().create(challenge) };
  t.is((await other.ask('POST', '/api/v1/factors/passkeys', { body })).body.code, 'passkeyInvalid', 'the challenge of somebody else');
  for (const response of [null, [], 'x', {}, { id: 1 }, { id: 'x', response: {} }])
    t.is((await browser.ask('POST', '/api/v1/factors/passkeys', { body: { name: 'x', response } })).status, 400, JSON.stringify(response));
});

test('a passkey is the second factor after the password', async (t) => {
  const device = await enrolled('chi');
  const browser = browserOf(server);
  t.deepEqual((await browser.signIn('chi')).body.methods, ['passkey']);
  const options = await optionsOf(browser, '/api/v1/session/passkey-options');
  t.like(options.allowCredentials, [{ id: device.id }]);
  t.is((await answer(browser, passkeyDevice())).body.code, 'secondFactorFailed', 'one that nobody enrolled');
  t.is((await answer(browser, device, { unverified: true })).body.code, 'secondFactorFailed');
  t.is((await answer(browser, device, { origin: 'https://evil.example' })).body.code, 'secondFactorFailed');
  const entered = await answer(browser, device, { counter: 10 });
  t.is(entered.status, 201);
  t.deepEqual(entered.body.methods, ['password', 'passkey']);
});

test('a signature counter that goes back is a copy; a challenge is answered once', async (t) => {
  const device = await enrolled('dung');
  const browser = browserOf(server);
  await browser.signIn('dung');
  t.is((await answer(browser, device, { counter: 5 })).status, 201);
  await browser.signIn('dung');
  t.is((await answer(browser, device, { counter: 5 })).body.code, 'secondFactorFailed');
  const { challenge } = await optionsOf(browser, '/api/v1/session/passkey-options');
  const response = device.answer(challenge, { counter: 6, unverified: true });
  t.is((await browser.factor({ method: 'passkey', response })).body.code, 'secondFactorFailed');
  const again = { method: 'passkey', response: device.answer(challenge, { counter: 7 }) };
  t.is((await browser.factor(again)).body.code, 'secondFactorFailed', 'the challenge is used up');
  t.is((await answer(browser, device, { counter: 8 })).body.code, undefined);
});

test('a passkey alone signs in, and is both factors; not to a locked account, and not late', async (t) => {
  const device = await enrolled('binh');
  const alone = browserOf(server);
  const entered = await answer(alone, device);
  t.is(entered.status, 201);
  t.like(entered.body, { account: 'binh', methods: ['passkey'] });
  t.is((await alone.ask('GET', '/api/v1/session')).status, 200);
  t.is((await answer(browserOf(server), passkeyDevice())).body.code, 'secondFactorFailed');

  const late = browserOf(server);
  const { challenge } = await optionsOf(late, '/api/v1/session/passkey-options');
  server.pass(301);
  t.is((await late.factor({ method: 'passkey', response: device.answer(challenge) })).body.code, 'signInStepOver');

  const otp = browserOf(server);
  await optionsOf(otp, '/api/v1/session/passkey-options');
  t.is((await otp.factor({ method: 'otp', code: '123456' })).body.code, 'secondFactorFailed', 'a code says nothing of who it is');

  await server.db.pool.query("update account set state = 'locked' where id = 'binh'");
  t.is((await answer(browserOf(server), device)).body.code, 'secondFactorFailed');
});

test('a passkey proves anew who is signed in', async (t) => {
  await server.db.pool.query("update account set state = 'active' where id = 'binh'");
  const device = await enrolled('binh').catch(() => passkeyDevice());
  const browser = browserOf(server);
  await addAccount(server, 'giang', 'officer', 'cuc.hanoi');
  await browser.signIn('giang');
  const own = passkeyDevice();
  t.is((await enrol(browser, own)).status, 201);
  server.pass(11 * 60);
  const prove = async (by: PasskeyDevice) => {
    const { challenge } = await optionsOf(browser, '/api/v1/session/reauthentication/passkey-options');
    return await browser.ask('POST', '/api/v1/session/reauthentication', { body: { method: 'passkey', response: by.answer(challenge) } });
  };
  t.is((await prove(device)).body.code, 'reauthenticationFailed', 'of somebody else');
  t.is((await prove(own)).status, 200);
  t.is((await browser.ask('POST', '/api/v1/recovery-codes')).status, 201);
});
