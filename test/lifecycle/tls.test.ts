import fs from 'node:fs';
import type { RequestListener } from 'node:http';
import { connect, TLSSocket, type ConnectionOptions } from 'node:tls';
import test, { type ExecutionContext } from 'ava';
import { Rejection, required } from '../../errors.ts';
import { listen } from '../../lifecycle/listen.ts';
import { openTlsFiles, type TlsFiles } from '../../lifecycle/tls-files.ts';
import { eventually } from '../store/embedded/eventually.ts';
import { ask } from '../tls/ask.ts';
import { filesOf, makeAuthority } from '../tls/authority.ts';

const authority = await makeAuthority('Root');
const first = await authority.issue({ name: 'first', usage: 'server' });
const second = await authority.issue({ name: 'second', usage: 'server' });

interface Watched {
  readonly tls: TlsFiles;
  readonly told: string[];
  readonly at: (name: string) => string;
}

function opened(t: ExecutionContext, pollMs = 60_000, clientCa?: string): Watched {
  const at = filesOf(t, { cert: first.cert, key: first.key, ...(clientCa !== undefined && { ca: clientCa }) });
  const told: string[] = [];
  const tls = openTlsFiles(
    { server: { cert: at('cert'), key: at('key') }, clientCa: clientCa === undefined ? undefined : at('ca') },
    { pollMs, renewed: () => void told.push('renewed'), refused: ({ code }) => void told.push(code) },
  );
  t.teardown(tls.close);
  return { tls, told, at };
}

async function serve(t: ExecutionContext, tls: TlsFiles, handler: RequestListener = (_, response) => void response.end('here')) {
  const listening = await listen(handler, '127.0.0.1', 0, tls);
  t.teardown(async () => await listening.close());
  return listening.url;
}

const trust = { ca: authority.cert };

test('TLS is served directly, with the certificate of the files, and nothing in the clear', async (t) => {
  const url = await serve(t, opened(t).tls);
  t.regex(url, /^https:\/\//);
  t.like(await ask(url, trust), { status: 200, body: 'here', server: 'first' });
  await t.throwsAsync(fetch(url.replace('https', 'http')));
});

for (const [what, options] of [
  ['TLS 1.1', { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }],
  ['a cipher without forward secrecy', { maxVersion: 'TLSv1.2', ciphers: 'AES128-GCM-SHA256' }],
  ['a cipher without authentication of what it hides', { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA256' }],
] as const) {
  test(`a client that speaks only ${what} is not served`, async (t) => {
    const url = await serve(t, opened(t).tls);
    await t.throwsAsync(ask(url, { ...trust, ...options }));
    t.is((await ask(url, { ...trust, maxVersion: 'TLSv1.2' })).status, 200);
  });
}

test('a renewed certificate is served without a restart once somebody says so', async (t) => {
  const { tls, told, at } = opened(t);
  const url = await serve(t, tls);
  fs.writeFileSync(at('cert'), second.cert);
  fs.writeFileSync(at('key'), second.key);
  t.is((await ask(url, trust)).server, 'first');
  tls.reload();
  t.is((await ask(url, trust)).server, 'second');
  t.deepEqual(told, ['renewed']);
});

test('a renewed certificate is served without a restart once its files have changed', async (t) => {
  const { tls, told, at } = opened(t, 10);
  const url = await serve(t, tls);
  fs.writeFileSync(at('cert'), second.cert);
  fs.writeFileSync(at('key'), second.key);
  await eventually('the files are read', () => told.includes('renewed'));
  t.is((await ask(url, trust)).server, 'second');
});

for (const [what, files] of [
  ['a certificate of another key', { cert: second.cert }],
  ['a key that is none', { key: 'nothing' }],
  ['half a certificate', { cert: first.cert.slice(0, 200) }],
  ['authorities without a certificate', { ca: '' }],
] as const) {
  test(`${what} does not replace what works, and is told`, async (t) => {
    const { tls, told, at } = opened(t, 60_000, authority.cert);
    const url = await serve(t, tls);
    for (const [name, content] of Object.entries(files)) fs.writeFileSync(at(name), content);
    tls.reload();
    t.deepEqual(told, ['tls.unusable']);
    t.is((await ask(url, trust)).server, 'first');
    t.is(tls.authorities().length, 1);
  });
}

test('at the start files that cannot be used are refused with the remedy, and without what is in them', (t) => {
  const at = filesOf(t, { cert: first.cert, key: second.key });
  const watch = { pollMs: 60_000, renewed: () => {}, refused: () => {} };
  for (const key of [at('key'), at('missing')]) {
    const error = t.throws(() => openTlsFiles({ server: { cert: at('cert'), key } }, watch), { instanceOf: Rejection });
    t.is(error?.code, 'tls.unusable');
    t.regex(error?.message ?? '', /Set TLS_CERT, TLS_KEY/);
    t.false(error?.message.includes('PRIVATE'));
  }
});

test('at the start revocation lists that no authority signed are refused with the remedy; a list in DER is read too', async (t) => {
  const pem = await authority.list({});
  const der = Buffer.from(pem.replaceAll(/-----[A-Z0-9 ]+-----|\s/g, ''), 'base64');
  const at = filesOf(t, { ca: authority.cert, strange: await (await makeAuthority('Another')).list({}) });
  fs.writeFileSync(at('der'), der);
  const watch = { pollMs: 60_000, renewed: () => {}, refused: () => {} };
  const error = t.throws(() => openTlsFiles({ clientCa: at('ca'), clientCrl: at('strange') }, watch), { instanceOf: Rejection });
  t.is(error?.code, 'tls.unusable');
  t.regex(error?.message ?? '', /signed by one of the authorities.*TLS_CLIENT_CRL/);
  const tls = openTlsFiles({ clientCa: at('ca'), clientCrl: at('der') }, watch);
  t.teardown(tls.close);
  t.true(Date.parse(tls.until().listsUntil ?? '') > Date.now());
  t.is(tls.until().validTo, undefined);
});

test('authorities that are taken away count no more, also for who comes back to an old session', async (t) => {
  const { tls, at } = opened(t, 60_000, authority.cert);
  const client = await authority.issue({ name: 'lan' });
  const url = await serve(t, tls, ({ socket }, response) => void response.end(String(socket instanceof TLSSocket && socket.authorized)));
  const options = { ...trust, ...client, maxVersion: 'TLSv1.2' } as const;
  const session = await sessionOf(url, options);
  t.is((await ask(url, { ...options, session })).body, 'true');
  fs.writeFileSync(at('ca'), (await makeAuthority('Another')).cert);
  tls.reload();
  t.is((await ask(url, { ...options, session })).body, 'false');
});

async function sessionOf(url: string, options: ConnectionOptions): Promise<Buffer> {
  return await new Promise((resolve, reject) => {
    const socket = connect({ ...options, host: '127.0.0.1', port: Number(new URL(url).port) }, () => {
      resolve(required(socket.getSession(), 'a session'));
      socket.end();
    });
    socket.once('error', reject);
  });
}
