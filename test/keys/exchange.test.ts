import { createServer, type RequestListener } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import test, { type ExecutionContext } from 'ava';
import { createExchange, type ServiceRequest } from '../../keys/evidence/exchange.ts';
import { politeExchange, type Politeness } from '../../keys/evidence/polite-exchange.ts';
import { allowedAddress } from '../../keys/evidence/allowed-address.ts';
import { keyUnavailable } from '../../keys/key-fault.ts';

async function serve(t: ExecutionContext, listener: RequestListener): Promise<URL> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/ask`);
}

const question = (url: URL, more: Partial<ServiceRequest> = {}): ServiceRequest => ({
  url,
  method: 'POST',
  body: Buffer.from('?'),
  mostBytes: 1_000,
  timeoutMs: 2_000,
  ...more,
});

test('a question is answered with status, type and body', async (t) => {
  const url = await serve(t, (request, response) => {
    response.writeHead(200, { 'content-type': 'Application/OCSP-Response; x=y' });
    request.pipe(response);
  });
  const exchange = createExchange();
  const answer = await exchange(question(url, { body: Buffer.from('hello') }));
  t.deepEqual([answer.status, answer.type, answer.body.toString()], [200, 'application/ocsp-response', 'hello']);
  exchange.close();
});

test('an answer that is too large is cut off, whatever length it states', async (t) => {
  const exchange = createExchange();
  let sent = 0;
  const endless = await serve(t, (_, response) => {
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(16_384))) sent += 16_384;
      response.once('drain', more);
    };
    more();
  });
  await t.throwsAsync(exchange(question(endless)), { code: 'keys.serviceDown', message: /larger than 1000/ });
  t.true(sent < 64 * 1024 * 1024);
  exchange.close();
});

test('a service that is slow to answer or slow to finish is given up', async (t) => {
  const exchange = createExchange();
  const silent = await serve(t, () => {});
  await t.throwsAsync(exchange(question(silent, { timeoutMs: 60 })), { code: 'keys.timedOut' });
  const dripping = await serve(t, (_, response) => {
    response.writeHead(200);
    response.write('a');
  });
  await t.throwsAsync(exchange(question(dripping, { timeoutMs: 60 })), { code: 'keys.timedOut' });
  exchange.close();
});

test('a redirection is an answer and is not followed', async (t) => {
  let asked = 0;
  const url = await serve(t, (_, response) => {
    asked += 1;
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  const exchange = createExchange();
  t.is((await exchange(question(url))).status, 302);
  t.is(asked, 1);
  exchange.close();
});

test('a connection that breaks, and a host that is not there, are a service that is down', async (t) => {
  const exchange = createExchange();
  const url = await serve(t, (request) => request.socket.destroy());
  await t.throwsAsync(exchange(question(url)), { code: 'keys.serviceDown' });
  await t.throwsAsync(exchange(question(new URL('http://127.0.0.1:1/'))), { code: 'keys.serviceDown' });
  exchange.close();
});

test('with a proxy all goes through it, and its password is in no failure', async (t) => {
  const target = await serve(t, (_, response) => response.end('through'));
  const seen: string[] = [];
  const proxy = createServer((request, response) => {
    seen.push(`${request.url} ${request.headers['proxy-authorization'] ?? ''}`);
    response.writeHead(200, { 'content-type': 'text/plain' }).end('through');
  });
  proxy.on('connect', (request, socket) => {
    seen.push(`CONNECT ${request.url}`);
    const [host = '', port = '0'] = (request.url ?? '').split(':');
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
  });
  await new Promise<void>((resolve) => void proxy.listen(0, '127.0.0.1', resolve));
  t.teardown(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  const { port } = proxy.address() as AddressInfo;
  const exchange = createExchange({ proxy: `http://me:geheim@127.0.0.1:${port}` });
  t.is((await exchange(question(target))).body.toString(), 'through');
  t.is(seen.length, 1);
  t.true(seen[0]?.includes(target.host));
  exchange.close();
  const gone = createExchange({ proxy: 'http://me:geheim@127.0.0.1:1' });
  const error = await t.throwsAsync(gone(question(target)), { code: 'keys.serviceDown' });
  t.false(`${error?.message}${error?.stack}`.includes('geheim'));
  gone.close();
});

const HOSTS = ['ocsp.ca.gov.vn', 'crl.ca.gov.vn:8080', '.ca2.vn'];

for (const address of ['http://ocsp.ca.gov.vn/a', 'https://OCSP.ca.gov.vn', 'http://crl.ca.gov.vn:8080/x.crl', 'http://a.b.ca2.vn/'])
  test(`an address that is allowed: ${address}`, (t) => t.is(allowedAddress(address, HOSTS).href, new URL(address).href));

for (const address of [
  'http://ocsp.ca.gov.vn.evil.com/',
  'http://evil.com/ocsp.ca.gov.vn',
  'http://ocsp.ca.gov.vn:22/',
  'http://crl.ca.gov.vn/',
  'http://ocsp.ca.gov.vn@169.254.169.254/',
  'http://user:pass@ocsp.ca.gov.vn/',
  'http://127.0.0.1/',
  'http://[::1]/',
  'http://0x7f.1/',
  'http://localhost/',
  'http://ca2.vn/',
  'http://xca2.vn/',
  'http://a.ca2.vn:8080/',
  'file:///etc/passwd',
  'ftp://ocsp.ca.gov.vn/',
  'gopher://ocsp.ca.gov.vn/',
  'ldap://ocsp.ca.gov.vn/cn=x',
  '//ocsp.ca.gov.vn/',
  'x\r\nHost: y',
  '',
])
  test(`an address that leads elsewhere is refused: ${JSON.stringify(address)}`, (t) => {
    t.throws(() => allowedAddress(address, HOSTS), { code: 'evidence.addressRefused' });
  });

interface Paced {
  readonly politeness: Politeness;
  readonly pauses: number[];
  now(): number;
}

/** Time that passes only by waiting, each waiter woken in its order. */
function paced(more: Partial<Politeness> = {}): Paced {
  let now = 0;
  const pauses: number[] = [];
  const sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  const wait = async (milliseconds: number): Promise<void> => {
    pauses.push(milliseconds);
    const { promise, resolve } = Promise.withResolvers<void>();
    sleepers.push({ at: now + milliseconds, wake: resolve });
    setImmediate(() => {
      sleepers.sort((a, b) => a.at - b.at);
      const first = sleepers.shift();
      if (!first) return;
      now = Math.max(now, first.at);
      first.wake();
    });
    await promise;
  };
  return {
    politeness: { perSecond: 50, atOnce: 8, attempts: 3, clock: () => now, wait, random: () => 1, ...more },
    pauses,
    now: () => now,
  };
}

const ANSWER = { status: 200, type: '', retryAfter: undefined, body: Buffer.alloc(0) };
const ask = question(new URL('http://tsa.test/'));

test('an authority that answers fifty a second is asked no faster, in order, and every question is answered', async (t) => {
  const { politeness, now } = paced();
  const at: number[] = [];
  let running = 0;
  let most = 0;
  const polite = politeExchange(async () => {
    at.push(now());
    most = Math.max(most, (running += 1));
    await politeness.wait(30);
    running -= 1;
    return ANSWER;
  }, politeness);
  const answers = await Promise.all(Array.from({ length: 200 }, async () => await polite(ask)));
  t.is(answers.length, 200);
  for (const start of at) t.true(at.filter((other) => other >= start && other < start + 1_000).length <= 50);
  t.true(now() >= 3_980 && now() < 6_000, `${now()} ms`);
  t.true(most <= 8);
});

test('hosts wait for themselves only', async (t) => {
  const { politeness, now } = paced({ perSecond: 1 });
  const polite = politeExchange(async () => ANSWER, politeness);
  await Promise.all(['a', 'b', 'c', 'd'].map(async (host) => await polite(question(new URL(`http://${host}.test/`)))));
  t.is(now(), 0);
});

test('what fails is asked again after a growing pause, as long as the service asks for, and not for ever', async (t) => {
  const replies = [{ ...ANSWER, status: 503 }, { ...ANSWER, status: 429, retryAfter: '7' }, ANSWER];
  const { politeness, pauses } = paced({ perSecond: 1_000 });
  t.is((await politeExchange(async () => replies.shift() ?? ANSWER, politeness)(ask)).status, 200);
  t.deepEqual(pauses, [500, 7_000]);
  let asked = 0;
  const down = politeExchange(
    async () => {
      asked += 1;
      throw keyUnavailable('serviceDown', 'no');
    },
    paced({ perSecond: 1_000 }).politeness,
  );
  await t.throwsAsync(down(ask), { code: 'keys.serviceDown' });
  t.is(asked, 3);
  const refusing = politeExchange(async () => ({ ...ANSWER, status: 503, retryAfter: '99999' }), paced().politeness);
  await t.throwsAsync(refusing(ask), { code: 'keys.serviceDown' });
});

test('a refusal is no failure: it is told at once', async (t) => {
  let asked = 0;
  const polite = politeExchange(async () => ({ ...ANSWER, status: (asked += 1) === 1 ? 404 : 200 }), paced().politeness);
  t.is((await polite(ask)).status, 404);
});

test('a queue that is too long says so instead of growing', async (t) => {
  const { politeness } = paced();
  const polite = politeExchange(async () => await new Promise(() => {}), { ...politeness, attempts: 1 });
  for (let index = 0; index < 3_008; index += 1) polite(ask).catch(() => {});
  await t.throwsAsync(polite(ask), { code: 'keys.busy' });
});
