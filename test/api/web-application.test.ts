import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import ava from 'ava';
import { useApi } from './api-server.ts';

const base = fs.mkdtempSync(path.join(os.tmpdir(), 'web-'));
const folder = path.join(base, 'web');
fs.mkdirSync(path.join(folder, 'assets'), { recursive: true });
fs.writeFileSync(path.join(folder, 'index.html'), '<!doctype html><meta property="csp-nonce" nonce="__NONCE__"><div id="root"></div>');
fs.writeFileSync(path.join(folder, 'assets', 'main-1a2b.js'), 'export {};');
fs.writeFileSync(path.join(base, 'outside.txt'), 'outside');

const server = useApi(ava, { webFolder: folder });
const test = ava.serial;
test.after.always(() => fs.rmSync(base, { recursive: true, force: true }));

const get = async (address: string, init: RequestInit = {}): Promise<Response> => await fetch(server.url + address, init);
const nonceOf = (policy: string | null): string => /'nonce-([^']+)'/.exec(policy ?? '')?.[1] ?? '';

test('every address that is no file is the application, with a nonce that only this answer has', async (t) => {
  const [first, second] = [await get('/'), await get('/ho-so/0198/x?viec=3')];
  for (const page of [first, second]) {
    t.is(page.status, 200);
    t.regex(page.headers.get('content-type') ?? '', /^text\/html/);
    t.is(page.headers.get('cache-control'), 'no-store');
  }
  const [one, other] = [first, second].map(({ headers }) => nonceOf(headers.get('content-security-policy')));
  t.true(one !== undefined && one.length > 20 && one !== other);
  t.true((await first.text()).includes(`nonce="${one}"`));
});

test('the page of an entry of the register has a dot in its address, and is no file', async (t) => {
  for (const address of ['/tham-so/hoan.decide', '/tham-so/access.password.age.user/de-nghi'])
    t.regex((await get(address)).headers.get('content-type') ?? '', /^text\/html/, address);
  t.is((await get('/tham-so/../outside.txt')).status, 404);
});

test('no script but from this host, nothing inline, no frame', async (t) => {
  const policy = (await get('/')).headers.get('content-security-policy') ?? '';
  t.true(policy.includes("default-src 'none'"));
  t.true(policy.includes("script-src 'self';"));
  t.true(policy.includes("frame-ancestors 'none'"));
  t.false(/script-src[^;]*unsafe/.test(policy));
});

test('files are named by their content and kept for ever', async (t) => {
  const file = await get('/assets/main-1a2b.js');
  t.is(file.status, 200);
  t.is(file.headers.get('cache-control'), 'max-age=31536000,immutable');
  t.is(await file.text(), 'export {};');
});

test('a file goes packed as the browser can unpack it, and as it is to one that cannot', async (t) => {
  const text = 'export const words = "lời".repeat(9);';
  const file = path.join(folder, 'assets', 'words-3c4d.js');
  fs.writeFileSync(file, text);
  fs.writeFileSync(`${file}.br`, brotliCompressSync(text));
  fs.writeFileSync(`${file}.gz`, gzipSync(text));
  for (const [accepted, encoding] of [
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['identity', null],
  ] as const) {
    const answer = await get('/assets/words-3c4d.js', { headers: { 'Accept-Encoding': accepted } });
    t.is(answer.headers.get('content-encoding'), encoding);
    t.regex(answer.headers.get('content-type') ?? '', /javascript/);
    t.true((answer.headers.get('vary') ?? '').includes('Accept-Encoding'), 'a cache between keeps them apart');
    t.is(await answer.text(), text);
  }
});

test('what is not there, and what lies outside the folder, is not found', async (t) => {
  for (const address of ['/assets/none.js', '/%2e%2e/outside.txt', '/..%2foutside.txt', '/assets/..%5c..%5coutside.txt', '/%00.txt']) {
    const answer = await get(address);
    t.is(answer.status, 404, address);
    t.is(((await answer.json()) as { code: string }).code, 'routeNotFound', address);
  }
});

test('no folder is listed, and nothing of the source, its history or its settings is served', async (t) => {
  for (const address of ['/assets/', '/assets', '/.', '/%2e']) {
    const page = await (await get(address)).text();
    t.false(page.includes('main-1a2b'), address);
  }
  for (const address of [
    '/.git/config',
    '/.git/HEAD',
    '/.svn/entries',
    '/.env',
    '/package.json',
    '/server.ts',
    '/config.ts',
    '/data/x.pem',
  ])
    for (const outside of [address, `/..${address}`, `/assets/../..${address}`]) {
      const answer = await get(outside);
      const text = await answer.text();
      t.true(answer.status === 404 || text.includes('id="root"'), outside);
    }
});

test('the application takes no writes, and the API stays what it is', async (t) => {
  t.is((await get('/viec', { method: 'POST' })).status, 404);
  t.is((await get('/api/v1/nothing')).status, 404);
  t.is((await get('/api/health')).status, 200);
});
