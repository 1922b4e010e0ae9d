import ava from 'ava';
import { createHmac } from 'node:crypto';
import { createOpenIdProvider } from '../../api/session/openid-provider.ts';
import { useApi } from './api-server.ts';
import { addAccount, browserOf } from './signing-in.ts';
import { CLIENT, startTokenMaker, type Wish } from './token-maker.ts';

const LOGOUT = 'http://schemas.openid.net/event/backchannel-logout';
let nonce = '';
const maker = await startTokenMaker(() => nonce);
const settings = {
  name: 'VNeID',
  issuer: maker.issuer,
  clientId: CLIENT.id,
  clientSecret: CLIENT.secret,
  redirectUri: 'http://localhost:8080/api/v1/session/identity/callback',
  scope: 'openid',
  subjectClaim: 'personal_id',
  strongAcr: [],
  strongAmr: [],
};
const provider = createOpenIdProvider(settings);
const server = useApi(ava, {}, { identityProvider: () => provider });
const test = ava.serial;

test.before('an account', async () => await addAccount(server, 'an', 'officer', 'cuc.hanoi', { identityNumber: '001090000101' }));
test.after.always(async () => await maker.close());

const b64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = (): number => Math.floor(Date.now() / 1_000);
const usual = () => ({ iss: maker.issuer, sub: 'sub-an', aud: CLIENT.id, iat: now(), exp: now() + 60, nonce, personal_id: '001090000101' });
/** signed with what client and provider both know */
function byTheSecret(): string {
  const signed = `${b64({ alg: 'HS256' })}.${b64(usual())}`;
  return `${signed}.${createHmac('sha256', CLIENT.secret).update(signed).digest('base64url')}`;
}

/** Who an ID token is; the address that comes back is right, the token may not be. */
async function finished(wish: () => Wish) {
  const begun = await provider.begin();
  nonce = begun.nonce;
  maker.wish = wish();
  return await provider.finish(`code=c&state=${begun.state}&iss=${encodeURIComponent(maker.issuer)}`, begun);
}

test('an identity token of the provider, for us, of now, is who it says', async (t) => {
  t.like(await finished(() => ({})), { subject: 'sub-an', issuer: maker.issuer, identityNumber: '001090000101', strong: false });
});

for (const [what, wish] of [
  ['that is signed by a key the provider does not publish', () => ({ strange: true })],
  ['that is not signed', () => ({ token: `${b64({ alg: 'none' })}.${b64(usual())}.` })],
  ['of an algorithm that was not agreed on', () => ({ token: byTheSecret() })],
  ['that was changed', () => ({ token: `${b64({ alg: 'RS256', kid: 'k1' })}.${b64(usual())}.${'A'.repeat(342)}` })],
  ['that is no token', () => ({ token: 'x.y.z' })],
  ['whose time is over', () => ({ claims: { iat: now() - 700, exp: now() - 600 } })],
  ['whose time has not come', () => ({ claims: { nbf: now() + 600 } })],
  ['without an end', () => ({ claims: { exp: undefined } })],
  ['for another client', () => ({ claims: { aud: 'another-client' } })],
  ['for nobody', () => ({ claims: { aud: undefined } })],
  ['for several clients, of which another asked', () => ({ claims: { aud: [CLIENT.id, 'another-client'], azp: 'another-client' } })],
  ['of another issuer', () => ({ claims: { iss: 'https://evil.example' } })],
  ['that is a logout token', () => ({ claims: { nonce: undefined, events: { [LOGOUT]: {} } } })],
] as const satisfies readonly (readonly [string, () => Wish])[]) {
  test(`an identity token ${what} is refused`, async (t) => {
    await t.throwsAsync(
      finished(() => wish()),
      { code: 'identityRefused' } as never,
    );
  });
}

const logout = () => ({ iss: maker.issuer, sub: 'sub-an', aud: CLIENT.id, iat: now(), jti: 'j1', events: { [LOGOUT]: {} } });

test('a logout token is taken only when it is one, of the provider, for us and of now', async (t) => {
  t.deepEqual(await provider.loggedOut(await maker.sign(logout())), { subject: 'sub-an' });
  for (const [what, token] of [
    ['an identity token', await maker.sign(usual())],
    ['with a nonce', await maker.sign({ ...logout(), nonce: 'n' })],
    ['of a strange key', await maker.sign(logout(), { strange: true })],
    ['for another client', await maker.sign({ ...logout(), aud: 'another-client' })],
    ['of another issuer', await maker.sign({ ...logout(), iss: 'https://evil.example' })],
    ['of long ago', await maker.sign({ ...logout(), iat: now() - 3_600 })],
    ['not signed', `${b64({ alg: 'none' })}.${b64(logout())}.`],
  ] as const)
    await t.throwsAsync(provider.loggedOut(token), { code: 'identityRefused' } as never, what);
});

test('no token of the provider reaches the browser, the database or the log', async (t) => {
  const browser = browserOf(server);
  const begun = await browser.ask('POST', '/api/v1/session/identity');
  const asked = new URL(begun.body.location as string).searchParams;
  nonce = asked.get('nonce') ?? '';
  maker.wish = { token: await maker.sign(usual()) };
  const query = new URLSearchParams({ code: 'c', state: asked.get('state') ?? '', iss: maker.issuer });
  const back = await browser.ask('GET', `/api/v1/session/identity/callback?${query.toString()}`);
  t.is((await browser.ask('GET', '/api/v1/session')).body.account, 'an');
  const { rows } = await server.db.pool.query<{ all: string }>(
    `select coalesce(json_agg(s)::text, '') || coalesce((select json_agg(p)::text from pending_sign_in p), '') as all from session s`,
  );
  const seen = [String(back.body), JSON.stringify([...back.headers]), rows[0]?.all ?? '', JSON.stringify(server.log)];
  t.true(seen.every((text) => text.length > 0));
  for (const secret of [maker.accessToken, maker.wish.token ?? '', CLIENT.secret]) for (const text of seen) t.false(text.includes(secret));
});
