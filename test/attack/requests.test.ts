/** How it is sent: addresses that mean two things, headers that promise another method, host or path, and requests that hide a second one. */
import ava from 'ava';
import { useApi } from '../api/api-server.ts';
import { rawRequest, statusesOf } from './raw-request.ts';

const server = useApi(ava);
const test = ava.serial;

for (const path of [
  '/api/v1/cases/',
  '/api/v1//cases',
  '//api/v1/cases',
  '/api//v1/cases',
  '/api/v1/./cases',
  '/api/v1/x/../cases',
  '/api/health/../v1/cases',
  '/api/health/..%2fv1/cases',
  '/api/health/%2e%2e/v1/cases',
  '/api%2fv1%2fcases',
  '/api/v1%2fcases',
  '/api/v1/%63ases',
  '/api/v1/%2563ases',
  '/api/v1/cases%00',
  '/api/v1/cases%20',
  '/api/v1/cases.',
  '/api/v1/cases..',
  '/api/v1/cases;a=b',
  '/api/v1/cases%3b',
  '/api/v1/cases.json',
  '/API/v1/cases',
  '/api/V1/cases',
  '/api/v1/CASES',
  '/api\\v1\\cases',
  '/api/v1/cases#/api/health',
  '/api/v1/cases?/api/health',
]) {
  test(`${path} is either not there or asks for a session`, async (t) => {
    const answer = await rawRequest(server.url, `GET ${path} HTTP/1.1\r\nHost: here.vn\r\nConnection: close\r\n\r\n`);
    t.true([400, 401, 404].includes(statusesOf(answer)[0] ?? 0), answer.slice(0, 200));
  });
}

test('an id with an encoded slash, twice encoded or ending in dots is no other id', async (t) => {
  const as = server.as('lan');
  for (const id of [
    'a%2fb',
    'a%252fb',
    '..%2f..%2fsession',
    '%2e%2e',
    '019aaaaa-0000-7000-8000-000000000000.',
    '019aaaaa-0000-7000-8000-000000000000%00',
    '*',
    '%',
  ])
    t.true([400, 404].includes((await as('GET', `/api/v1/cases/${id}`)).status), id);
});

test('a method, an address or a host in a header changes nothing', async (t) => {
  const as = server.as('lan');
  for (const name of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
    const answer = await as('POST', '/api/v1/session', { headers: { [name]: 'DELETE' }, body: { login: 'x', password: 'y' } });
    t.is(answer.status, 401, name);
    t.is((await as('GET', '/api/v1/session', { headers: { [name]: 'DELETE' } })).status, 200);
  }
  for (const name of ['x-original-url', 'x-rewrite-url', 'x-forwarded-uri', 'x-forwarded-path', 'x-forwarded-prefix'])
    t.is((await server.anyone('GET', '/api/health/live', { headers: { [name]: '/api/v1/cases' } })).body.live, true, name);
  t.is((await as('GET', '/api/v1/cases?_method=DELETE')).status, 400);
  const { body } = await as('GET', '/api/v1/session', {
    headers: { 'x-user': 'root', 'x-account': 'root', 'x-remote-user': 'root', authorization: 'Bearer root' },
  });
  t.is(body.account, 'lan');
});

test('a host that is made up comes into no answer, and no request of another origin is let in by it', async (t) => {
  const cookie = `trinh-ky=${await server.tokenOf('lan')}`;
  const get = await rawRequest(
    server.url,
    `GET /api/v1/session HTTP/1.1\r\nHost: evil.example\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`,
  );
  t.deepEqual(statusesOf(get), [200]);
  t.false(get.includes('evil.example'));
  const post = `DELETE /api/v1/session HTTP/1.1\r\nHost: here.vn\r\nX-Forwarded-Host: evil.example\r\nOrigin: https://evil.example\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`;
  t.deepEqual(statusesOf(await rawRequest(server.url, post)), [403]);
});

const HEAD = 'Host: here.vn\r\n';
const chunked = 'Transfer-Encoding: chunked\r\n';
const SMUGGLED = 'GET /api/health/live HTTP/1.1\r\nHost: here.vn\r\nConnection: close\r\n\r\n';

for (const [what, text] of [
  ['a length and chunks', `POST /api/v1/session HTTP/1.1\r\n${HEAD}Content-Length: 6\r\n${chunked}\r\n0\r\n\r\n${SMUGGLED}`],
  ['two lengths', `POST /api/v1/session HTTP/1.1\r\n${HEAD}Content-Length: 0\r\nContent-Length: 5\r\n\r\n${SMUGGLED}`],
  ['a length that is none', `POST /api/v1/session HTTP/1.1\r\n${HEAD}Content-Length: +5\r\n\r\nabcde${SMUGGLED}`],
  ['a length in two parts', `POST /api/v1/session HTTP/1.1\r\n${HEAD}Content-Length: 5, 5\r\n\r\nabcde${SMUGGLED}`],
  ['chunks that are called otherwise', `POST /api/v1/session HTTP/1.1\r\n${HEAD}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${SMUGGLED}`],
  [
    'chunks and something after them',
    `POST /api/v1/session HTTP/1.1\r\n${HEAD}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${SMUGGLED}`,
  ],
  ['a space before the colon', `POST /api/v1/session HTTP/1.1\r\n${HEAD}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`],
  ['a folded header', `POST /api/v1/session HTTP/1.1\r\n${HEAD}X: a\r\n Transfer-Encoding: chunked\r\n\r\n${SMUGGLED}`],
  ['a bare line feed in a header', `GET /api/v1/session HTTP/1.1\r\n${HEAD}X: a\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`],
  ['a chunk length that is none', `POST /api/v1/session HTTP/1.1\r\n${HEAD}${chunked}\r\n0x5\r\nabcde\r\n0\r\n\r\n${SMUGGLED}`],
  ['a NUL in a header', `GET /api/v1/session HTTP/1.1\r\n${HEAD}X: a\0b\r\n\r\n${SMUGGLED}`],
  ['no host', `GET /api/v1/session HTTP/1.1\r\n\r\n${SMUGGLED}`],
  ['two hosts', `GET /api/health/live HTTP/1.1\r\n${HEAD}Host: evil.example\r\n\r\n${SMUGGLED}`],
] as const) {
  test(`a request with ${what} is refused, and what hides behind it is not answered`, async (t) => {
    const answer = await rawRequest(server.url, text);
    const [first, ...others] = statusesOf(answer);
    t.is(first, 400, answer.slice(0, 300));
    t.deepEqual(others, []);
    t.false(answer.includes('"live":true'));
  });
}

for (const [name, values] of [
  ['Origin', ['https://evil.example', 'http://here.vn']],
  ['Cookie', ['trinh-ky=a', 'trinh-ky=b']],
  ['Content-Type', ['text/plain', 'application/json']],
  ['Sec-Fetch-Site', ['same-origin', 'cross-site']],
  ['Idempotency-Key', ['a', 'b']],
  ['If-Match', ['"1"', '"2"']],
] as const) {
  test(`${name} twice means two things, and gets nobody in`, async (t) => {
    const twice = values.map((value) => `${name}: ${value}\r\n`).join('');
    const text = `POST /api/v1/cases HTTP/1.1\r\n${HEAD}X-Requested-With: x\r\n${twice}Content-Length: 2\r\nConnection: close\r\n\r\n{}`;
    t.true([400, 401, 403].includes(statusesOf(await rawRequest(server.url, text))[0] ?? 0));
  });
}

test('headers without end, too many of them and an address without end are refused', async (t) => {
  const long = await rawRequest(server.url, `GET /api/health/live HTTP/1.1\r\n${HEAD}X: ${'a'.repeat(40_000)}\r\n\r\n`);
  t.is(statusesOf(long)[0], 431);
  const many = Array.from({ length: 5_000 }, (_, i) => `X-${i}: a\r\n`).join('');
  t.true([400, 431].includes(statusesOf(await rawRequest(server.url, `GET /api/health/live HTTP/1.1\r\n${HEAD}${many}\r\n`))[0] ?? 0));
  t.is((await server.anyone('GET', `/api/v1/cases?text=${'a'.repeat(9_000)}`)).status, 414);
});

test('an address of another server is not fetched, and no tunnel is dug', async (t) => {
  const absolute = await rawRequest(server.url, `GET http://evil.example/api/v1/cases HTTP/1.1\r\n${HEAD}Connection: close\r\n\r\n`);
  t.true([400, 401, 404].includes(statusesOf(absolute)[0] ?? 0), absolute.slice(0, 200));
  for (const method of ['CONNECT', 'TRACE', 'TRACK', 'DEBUG', 'PROPFIND']) {
    const answer = await rawRequest(
      server.url,
      `${method} /api/v1/cases HTTP/1.1\r\n${HEAD}Cookie: trinh-ky=secret\r\nConnection: close\r\n\r\n`,
    );
    t.false([200, 201, 204].includes(statusesOf(answer)[0] ?? 0), `${method} ${answer.slice(0, 100)}`);
    t.false(answer.includes('trinh-ky=secret'), method);
  }
  const upgrade = `GET /api/v1/session HTTP/1.1\r\n${HEAD}Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n`;
  t.not(statusesOf(await rawRequest(server.url, upgrade))[0], 101);
});
