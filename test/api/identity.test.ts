import ava from 'ava';
import { createOpenIdProvider } from '../../api/session/openid-provider.ts';
import { useApi } from './api-server.ts';
import { CALLBACK, CLIENT, startNationalIdentity } from './national-identity.ts';
import { addAccount, browserOf, codeAt, enrolOtp } from './signing-in.ts';

const national = await startNationalIdentity();
const settings = {
  name: 'VNeID',
  issuer: national.issuer,
  clientId: CLIENT.id,
  clientSecret: CLIENT.secret,
  redirectUri: CALLBACK,
  scope: 'openid',
  subjectClaim: 'personal_id',
  strongAcr: [],
  strongAmr: ['mfa'],
};
const server = useApi(ava, {}, { identityProvider: () => createOpenIdProvider(settings) });
const test = ava.serial;
const AN = '001090000101';
const QUAN = '001090000102';

test.before('accounts', async () => {
  await addAccount(server, 'an', 'officer', 'cuc.hanoi', { identityNumber: AN });
  await addAccount(server, 'quan', 'admin-local', 'cuc.hanoi', { identityNumber: QUAN, needsSecondFactor: true });
  national.logoutUri = `${server.url}/api/v1/session/identity/logout`;
});
test.after.always(async () => await national.close());

const browser = () => browserOf(server);
type Browser = ReturnType<typeof browser>;

/** To the provider and back; `query` may be another on the way. */
async function through(user: Browser, change: (query: string) => string | Promise<string> = (query) => query) {
  const { body } = await user.ask('POST', '/api/v1/session/identity');
  const query = await change(await national.visit(body.location as string));
  return await user.ask('GET', `/api/v1/session/identity/callback?${query}`);
}
const sentOnTo = (answer: { readonly body: unknown }): string | undefined => /url=([^"]+)"/.exec(String(answer.body))?.[1];
const signedIn = async (user: Browser) => (await user.ask('GET', '/api/v1/session')).status === 200;

test('who signs in at the national identity is the person with that number, and has their account here', async (t) => {
  national.who = { subject: 'sub-an', identityNumber: AN };
  t.deepEqual((await browser().ask('GET', '/api/v1/session/methods')).body.identity, { name: 'VNeID' });
  const user = browser();
  const begun = await user.ask('POST', '/api/v1/session/identity');
  const location = new URL(begun.body.location as string);
  t.is(location.origin, national.issuer);
  for (const name of ['state', 'nonce', 'code_challenge']) t.true((location.searchParams.get(name) ?? '').length >= 43, name);
  t.is(location.searchParams.get('code_challenge_method'), 'S256');
  t.regex(begun.headers.get('set-cookie') ?? '', /^trinh-ky-step=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; /);
  const back = await user.ask('GET', `/api/v1/session/identity/callback?${await national.visit(location.href)}`);
  t.is(sentOnTo(back), '/');
  t.like((await user.ask('GET', '/api/v1/session')).body, { account: 'an', methods: ['identity'] });
  t.is(user.cookie('trinh-ky-step'), undefined);
});

test('no account is made by signing in: somebody unknown, without a number, or with a locked account is nobody', async (t) => {
  const count = async () => (await server.db.pool.query('select count(*)::int as n from account')).rows[0]?.n as number;
  const before = await count();
  national.who = { subject: 'sub-x', identityNumber: '001090000999' };
  const user = browser();
  t.is(sentOnTo(await through(user)), '/?signIn=identityWithoutAccount');
  national.who = { subject: 'sub-y' };
  t.is(sentOnTo(await through(user)), '/?signIn=identityRefused');
  await server.db.pool.query("update account set state = 'locked' where id = 'an'");
  national.who = { subject: 'sub-an', identityNumber: AN };
  t.is(sentOnTo(await through(user)), '/?signIn=identityWithoutAccount');
  await server.db.pool.query("update account set state = 'active' where id = 'an'");
  t.false(await signedIn(user));
  t.is(await count(), before);
});

test('a forged state, another issuer, and an answer of another sign-in are refused', async (t) => {
  national.who = { subject: 'sub-an', identityNumber: AN };
  const changed = (name: string, value: string) => (query: string) => {
    const given = new URLSearchParams(query);
    given.set(name, value);
    return given.toString();
  };
  for (const change of [
    changed('state', 'forged'),
    changed('iss', 'https://evil.example'),
    changed('code', 'forged'),
    () => 'error=access_denied',
    () => '',
  ]) {
    const user = browser();
    t.is(sentOnTo(await through(user, change)), '/?signIn=identityRefused');
    t.false(await signedIn(user));
  }
  const [mine, theirs] = [browser(), browser()];
  const { body } = await theirs.ask('POST', '/api/v1/session/identity');
  const stolen = await national.visit(body.location as string);
  t.is(sentOnTo(await through(mine, () => stolen)), '/?signIn=identityRefused', 'into the browser of somebody else');
  t.is(
    sentOnTo(await browser().ask('GET', `/api/v1/session/identity/callback?${stolen}`)),
    '/?signIn=signInStepOver',
    'without a beginning',
  );
});

test('a token for another nonce is refused', async (t) => {
  const user = browser();
  const answer = await through(user, async (query) => {
    await server.db.pool.query(
      `update pending_sign_in set data = json_build_object('state', data -> 'state', 'verifier', data -> 'verifier', 'nonce', 'another')`,
    );
    return query;
  });
  t.is(sentOnTo(answer), '/?signIn=identityRefused');
  const other = browser();
  const unproven = await through(other, async (query) => {
    await server.db.pool.query(
      `update pending_sign_in set data = json_build_object('state', data -> 'state', 'nonce', data -> 'nonce', 'verifier', repeat('x', 43))`,
    );
    return query;
  });
  t.is(sentOnTo(unproven), '/?signIn=identityRefused', 'another PKCE verifier');
  t.false(await signedIn(other));
});

test('an expired code, a code that was used, and a beginning that is too old are refused', async (t) => {
  const expire = (query: string) => {
    const code = new URLSearchParams(query).get('code') ?? '';
    const payload = national.stored.get(`AuthorizationCode:${code}`);
    if (payload) payload['exp'] = 1;
    return query;
  };
  t.is(sentOnTo(await through(browser(), expire)), '/?signIn=identityRefused');
  const user = browser();
  let used = '';
  t.is(sentOnTo(await through(user, (query) => (used = query))), '/');
  t.is(sentOnTo(await user.ask('GET', `/api/v1/session/identity/callback?${used}`)), '/?signIn=signInStepOver');
  const late = browser();
  const answer = await through(late, (query) => {
    server.pass(301);
    return query;
  });
  t.is(sentOnTo(answer), '/?signIn=signInStepOver');
});

test('another issuer in the place of the one that is configured signs nobody in', async (t) => {
  const other = createOpenIdProvider({ ...settings, issuer: `${national.issuer.replace('127.0.0.1', 'localhost')}` });
  await t.throwsAsync(other.begin(), { message: /national identity/ });
  await t.throwsAsync(createOpenIdProvider({ ...settings, issuer: 'http://127.0.0.1:1' }).begin(), { message: /to answer/ });
});

test('where the national identity used two factors no other is asked for; else the account’s own is', async (t) => {
  const user = browser();
  await user.signIn('quan');
  const secret = await enrolOtp(server, user);
  server.pass(60);
  national.who = { subject: 'sub-quan', identityNumber: QUAN, amr: ['pwd', 'mfa'] };
  const strong = browser();
  t.is(sentOnTo(await through(strong)), '/');
  t.true(await signedIn(strong));
  national.who = { subject: 'sub-quan', identityNumber: QUAN, amr: ['pwd'] };
  const weak = browser();
  t.is(sentOnTo(await through(weak)), '/?signIn=secondFactor');
  t.false(await signedIn(weak));
  t.is((await weak.factor({ method: 'otp', code: codeAt(secret, server.services.commands.clock()) })).status, 201);
  t.deepEqual((await weak.ask('GET', '/api/v1/session')).body.methods, ['identity', 'otp']);
});

test('signed out there is signed out here; a forged logout token ends nothing', async (t) => {
  national.who = { subject: 'sub-an', identityNumber: AN };
  const [user, elsewhere] = [browser(), browser()];
  t.is(sentOnTo(await through(elsewhere)), '/');
  t.is(sentOnTo(await through(user)), '/');
  const logout = async (token: string) =>
    await server.anyone('POST', '/api/v1/session/identity/logout', {
      raw: new URLSearchParams({ logout_token: token }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-requested-with': '' },
    });
  for (const token of ['', 'x.y.z', 'eyJhbGciOiJub25lIn0.e30.']) t.is((await logout(token)).body.code, 'identityRefused', token);
  t.true(await signedIn(user));
  await national.signOutThere();
  t.false(await signedIn(user));
  t.true(await signedIn(elsewhere), 'another session there goes on');
});
