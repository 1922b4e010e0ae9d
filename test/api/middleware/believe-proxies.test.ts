/** A server in front of which nobody, a client or a proxy may stand: whom does it believe what? */
import fs from 'node:fs';
import Koa from 'koa';
import test, { type ExecutionContext } from 'ava';
import { believeProxies, type ClientCertificates } from '../../../api/middleware/believe-proxies.ts';
import { certificateOf } from '../../../api/session/certificate-of.ts';
import type { ProxyTrust } from '../../../api/transport/proxy-trust.ts';
import { listen } from '../../../lifecycle/listen.ts';
import { openTlsFiles } from '../../../lifecycle/tls-files.ts';
import { ask } from '../../tls/ask.ts';
import { filesOf, makeAuthority, type Issued } from '../../tls/authority.ts';

const authority = await makeAuthority('Ministry');
const stranger = await makeAuthority('Stranger');
const server = await authority.issue({ name: 'server', usage: 'server' });
const lan = await authority.issue({ name: 'lan' });
const UNFIT = [
  ['of a stranger', await stranger.issue({ name: 'lan' })],
  ['whose time is over', await authority.issue({ name: 'lan', from: -3, to: -1 })],
  ['whose time has not come', await authority.issue({ name: 'lan', from: 1, to: 3 })],
  ['that is for servers', await authority.issue({ name: 'lan', usage: 'server' })],
] as const;
const NOW = new Date().toISOString();

interface Seen {
  readonly ip: string;
  readonly host: string;
  readonly protocol: string;
  readonly subject?: string;
  readonly forwarded: readonly string[];
}
type Ask = (headers?: Record<string, string | string[]>, client?: Issued) => Promise<Seen>;

interface Setting {
  readonly trust?: ProxyTrust;
  readonly header?: string;
  readonly clock?: () => string;
  /** revocation lists, PEM */
  readonly lists?: string;
}
interface Serving {
  readonly ask: Ask;
  /** other lists, which are read at once */
  renew(lists: string): void;
}

const serving = async (t: ExecutionContext, setting: Setting): Promise<Ask> => (await started(t, setting)).ask;

async function started(
  t: ExecutionContext,
  { trust = { hops: 0, addresses: undefined }, header, clock = () => NOW, lists }: Setting,
): Promise<Serving> {
  const at = filesOf(t, { cert: server.cert, key: server.key, ca: authority.cert, crl: lists ?? '' });
  const watch = { pollMs: 60_000, renewed: () => {}, refused: () => {} };
  const clientCrl = lists === undefined ? undefined : at('crl');
  const tls = openTlsFiles({ server: { cert: at('cert'), key: at('key') }, clientCa: at('ca'), clientCrl }, watch);
  const certificates: ClientCertificates = { header, trust: () => ({ authorities: tls.authorities(), lists: tls.lists() }) };
  const app = new Koa({ proxy: trust.hops > 0 });
  app.use(believeProxies(trust, certificates, clock));
  app.use((ctx) => {
    const { ip, host, protocol } = ctx;
    const forwarded = Object.keys(ctx.headers).filter((name) => /forwarded|cert/.test(name));
    ctx.body = { ip, host, protocol, forwarded, subject: certificateOf(ctx)?.subject };
  });
  const listening = await listen(app.callback(), '127.0.0.1', 0, tls);
  t.teardown(async () => {
    tls.close();
    await listening.close();
  });
  const asked: Ask = async (headers = {}, client) =>
    JSON.parse((await ask(listening.url, { ca: authority.cert, ...client, headers: { host: 'here.vn', ...headers } })).body) as Seen;
  const renew = (text: string): void => {
    fs.writeFileSync(at('crl'), text);
    tls.reload();
  };
  return { ask: asked, renew };
}

const HERE = { hops: 1, addresses: ['127.0.0.0/8', '::1'] };
const ELSEWHERE = { hops: 1, addresses: ['10.0.0.0/8', '192.0.2.7'] };
const FORGED = {
  'x-forwarded-for': '203.0.113.9',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-proto': 'http',
  'x-forwarded-port': '1',
  forwarded: 'for=203.0.113.9;host=evil.example',
};

for (const [who, trust] of [
  ['nobody is a proxy', { hops: 0, addresses: undefined }],
  ['another address is the proxy', ELSEWHERE],
] as const) {
  test(`where ${who}, headers of a forwarder change nothing and reach nobody`, async (t) => {
    const seen = await (await serving(t, { trust }))(FORGED);
    t.deepEqual(seen, { ip: '127.0.0.1', host: 'here.vn', protocol: 'https', forwarded: [] });
  });
}

test('what a proxy of ours says about the client is believed', async (t) => {
  const seen = await (await serving(t, { trust: HERE }))({ 'x-forwarded-for': '203.0.113.9', 'x-forwarded-host': 'trinhky.vn' });
  t.like(seen, { ip: '203.0.113.9', host: 'trinhky.vn' });
});

test('what the client put in front of what our proxy added is not believed', async (t) => {
  const asked = await serving(t, { trust: HERE });
  const seen = await asked({
    'x-forwarded-for': '1.1.1.1, 203.0.113.9',
    'x-forwarded-host': 'evil.example, trinhky.vn',
    'x-forwarded-proto': 'http, https',
  });
  t.like(seen, { ip: '203.0.113.9', host: 'trinhky.vn', protocol: 'https' });
  t.is((await asked({ 'x-forwarded-for': '1.1.1.1, unknown' })).ip, '127.0.0.1');
});

test('behind two proxies the way back ends at the first address that is none of them', async (t) => {
  const asked = await serving(t, { trust: { hops: 2, addresses: ['127.0.0.1', '10.0.0.0/8'] } });
  t.is((await asked({ 'x-forwarded-for': '203.0.113.9, 10.0.0.3' })).ip, '203.0.113.9');
  t.is((await asked({ 'x-forwarded-for': '1.1.1.1, 203.0.113.9' })).ip, '203.0.113.9', 'it came past the outer proxy');
  t.is((await asked({ 'x-forwarded-for': '1.1.1.1, 10.0.0.3, 10.0.0.4' })).ip, '10.0.0.3', 'more proxies than there are');
});

test('a client certificate of our authority tells who it is', async (t) => {
  const asked = await serving(t, {});
  t.is((await asked({}, lan)).subject, 'CN=lan');
  t.is((await asked()).subject, undefined);
});

for (const [what, certificate] of UNFIT) {
  test(`a client certificate ${what} is nobody, whether shown or passed on`, async (t) => {
    t.is((await (await serving(t, {}))({}, certificate)).subject, undefined);
    const asked = await serving(t, { trust: HERE, header: 'client-cert' });
    t.is((await asked({ 'client-cert': asBytes(certificate) })).subject, undefined);
  });
}

test('a certificate that ends while its connection lives is nobody from then on', async (t) => {
  const asked = await serving(t, { clock: () => new Date(Date.parse(NOW) + 2 * 3_600_000).toISOString() });
  t.is((await asked({}, lan)).subject, undefined);
});

const asBytes = ({ cert }: { readonly cert: string }): string => `:${cert.replaceAll(/-----[A-Z ]+-----|\s/g, '')}:`;

for (const [form, value] of [
  ['as bytes, as RFC 9440 says', asBytes(lan)],
  ['as escaped PEM, as nginx does', encodeURIComponent(lan.cert)],
] as const) {
  test(`a proxy of ours passes the client certificate on ${form}`, async (t) => {
    const asked = await serving(t, { trust: HERE, header: 'client-cert' });
    t.is((await asked({ 'client-cert': value })).subject, 'CN=lan');
  });
}

test('behind a proxy the certificate of the connection is the proxy, and nobody else', async (t) => {
  const asked = await serving(t, { trust: HERE, header: 'client-cert' });
  t.is((await asked({}, lan)).subject, undefined);
});

test('a certificate header of who is no proxy, or where none is configured, is nobody and reaches nobody', async (t) => {
  const fromClient = await serving(t, { trust: ELSEWHERE, header: 'client-cert' });
  t.like(await fromClient({ 'client-cert': asBytes(lan) }), { subject: undefined, forwarded: [] });
  const notConfigured = await serving(t, { trust: HERE });
  t.is((await notConfigured({ 'client-cert': asBytes(lan) })).subject, undefined);
});

test('a certificate header in two parts, cut, changed, of an authority or of no certificate is nobody', async (t) => {
  const asked = await serving(t, { trust: HERE, header: 'client-cert' });
  const bytes = asBytes(lan);
  const der = Buffer.from(bytes.slice(1, -1), 'base64');
  // the last byte of the signature
  der[der.length - 1] = (der.at(-1) ?? 0) ^ 1;
  const forged = `:${der.toString('base64')}:`;
  const wrong: readonly (string | string[])[] = [
    [bytes, bytes],
    bytes.slice(0, -40),
    bytes.slice(1, -1),
    forged,
    asBytes(authority),
    ':AAAA:',
    '%',
    'x'.repeat(13_000),
    '',
  ];
  for (const value of wrong) t.is((await asked({ 'client-cert': value })).subject, undefined, String(value).slice(0, 40));
});

/** Who the certificate is, shown on the connection and passed on by a proxy of ours. */
async function whoIs(t: ExecutionContext, certificate: Issued, setting: Setting): Promise<readonly (string | undefined)[]> {
  const shown = await (await serving(t, setting))({}, certificate);
  const passedOn = await (await serving(t, { ...setting, trust: HERE, header: 'client-cert' }))({ 'client-cert': asBytes(certificate) });
  return [shown.subject, passedOn.subject];
}

test('a client certificate that its authority has revoked is nobody, whether shown or passed on', async (t) => {
  const lists = await authority.list({ revoked: [lan] });
  t.deepEqual(await whoIs(t, lan, { lists }), [undefined, undefined]);
  const mai = await authority.issue({ name: 'mai' });
  t.deepEqual(await whoIs(t, mai, { lists }), ['CN=mai', 'CN=mai'], 'the others stay who they are');
});

test('a revocation counts from the moment that its list is read, also where the list comes later', async (t) => {
  const { ask: asked, renew } = await started(t, { lists: await authority.list({}) });
  t.is((await asked({}, lan)).subject, 'CN=lan');
  renew(await authority.list({ revoked: [lan] }));
  t.is((await asked({}, lan)).subject, undefined);
});

test('where lists are read, but none that is in force speaks about a certificate, it is nobody', async (t) => {
  const soon = () => new Date(Date.parse(NOW) + 30 * 60_000).toISOString();
  const over = await authority.list({ from: -0.9, to: 0.4 });
  t.deepEqual(await whoIs(t, lan, { lists: over }), ['CN=lan', 'CN=lan']);
  t.deepEqual(await whoIs(t, lan, { lists: over, clock: soon }), [undefined, undefined], 'the list has run out');
  t.deepEqual(await whoIs(t, lan, { lists: await authority.list({ from: 0.4 }) }), [undefined, undefined], 'of the future');
});

test('lists of a stranger, or what is no list, do not replace those that are in use', async (t) => {
  const { ask: asked, renew } = await started(t, { lists: await authority.list({ revoked: [lan] }) });
  for (const wrong of [await stranger.list({}), 'nothing', (await authority.list({})).replace('M', 'N')]) {
    renew(wrong);
    t.is((await asked({}, lan)).subject, undefined);
  }
});
