import ava from 'ava';
import { Transient } from '../../errors.ts';
import { useApi } from './api-server.ts';

const server = useApi(ava);
// one after the other: some look at the log, one breaks a part
const test = ava.serial;

test('an unknown address is 404 with Problem Details in Vietnamese, or in English where that is asked for', async (t) => {
  const vi = await server.anyone('GET', '/api/v1/nothing/here');
  t.is(vi.status, 404);
  t.is(vi.body.code, 'routeNotFound');
  t.is(vi.body.detail, 'Không có địa chỉ này.');
  t.is(vi.headers.get('content-language'), 'vi');
  const en = await server.anyone('GET', '/api/v1/cases/a/b/c/d', { headers: { 'accept-language': 'en-GB,en;q=0.8' } });
  t.is(en.body.detail, 'There is no such address.');
  t.is(en.body.status, 404);
  t.is(en.body.instance, `urn:trinh-ky:request:${en.headers.get('x-request-id')}`);
});

test('a wrong method is 405 and names the right ones', async (t) => {
  const answer = await server.anyone('DELETE', '/api/health');
  t.is(answer.status, 405);
  t.regex(answer.headers.get('allow') ?? '', /GET/);
  t.is(answer.body.code, 'methodNotAllowed');
});

test('OPTIONS names the methods and allows no other site', async (t) => {
  const answer = await server.anyone('OPTIONS', '/api/v1/cases', { headers: { origin: 'https://evil.example' } });
  t.is(answer.status, 204);
  t.regex(answer.headers.get('allow') ?? '', /GET.*POST/);
  t.is(answer.headers.get('access-control-allow-origin'), null);
});

test('an answer that the client would not take is 406', async (t) => {
  const answer = await server.as('lan')('GET', '/api/v1/tasks', { headers: { accept: 'text/csv' } });
  t.is(answer.status, 406);
});

test('content of another type is 415 and names the expected one', async (t) => {
  const answer = await server.as('lan')('POST', '/api/v1/cases', { raw: 'procedure=x', headers: { 'content-type': 'text/plain' } });
  t.is(answer.status, 415);
  t.is(answer.headers.get('accept'), 'application/json');
});

test('compressed content is 415: nobody can send a bomb', async (t) => {
  const answer = await server.as('lan')('POST', '/api/v1/cases', { body: {}, headers: { 'content-encoding': 'gzip' } });
  t.is(answer.status, 415);
  t.is(answer.body.code, 'contentEncoding');
});

test('a body that is too large is 413, announced or not', async (t) => {
  const text = JSON.stringify({ procedure: 'x', variables: { a: 'x'.repeat(300_000) } });
  const answer = await server.as('lan')('POST', '/api/v1/cases', { raw: text, headers: { 'content-type': 'application/json' } });
  t.is(answer.status, 413);
  t.is(answer.body.code, 'bodyTooLarge');
  const chunks = new ReadableStream({
    start(controller) {
      for (let i = 0; i < 100; i += 1) controller.enqueue(new Uint8Array(64 * 1024).fill(32));
      controller.close();
    },
  });
  const headers = { cookie: `trinh-ky=${await server.tokenOf('lan')}`, 'content-type': 'application/json', 'x-requested-with': 'x' };
  const response = await fetch(`${server.url}/api/v1/cases`, { method: 'POST', body: chunks, headers, duplex: 'half' } as RequestInit);
  t.is(response.status, 413);
});

for (const [text, code] of [
  ['{"procedure":', 'json.malformed'],
  ['{"procedure":"a","procedure":"b"}', 'json.duplicateKey'],
  ['{"procedure":"a","variables":{"__proto__":{"admin":true}}}', 'json.forbiddenKey'],
  ['{"procedure":"a","variables":{"constructor":{"prototype":{}}}}', 'json.forbiddenKey'],
  ['{"procedure":"a","variables":{"n":12345678901234567890}}', 'json.inexactNumber'],
  [`{"procedure":"a","variables":{"n":[${'1,'.repeat(100_001)}1]}}`, 'json.tooMany'],
  [`{"procedure":"a","variables":{"n":${'['.repeat(60)}${']'.repeat(60)}}}`, 'json.tooDeep'],
] as const) {
  test(`${text.slice(0, 60)} is refused as ${code}`, async (t) => {
    const answer = await server.as('lan')('POST', '/api/v1/cases', { raw: text, headers: { 'content-type': 'application/json' } });
    t.is(answer.status, 400);
    t.is(answer.body.code, code);
    t.is(({} as { admin?: boolean }).admin, undefined);
  });
}

test('text that is not UTF-8 is refused, not repaired', async (t) => {
  const raw = Uint8Array.from([...Buffer.from('{"procedure":"'), 0xc3, 0x28, ...Buffer.from('"}')]);
  const answer = await server.as('lan')('POST', '/api/v1/cases', { raw, headers: { 'content-type': 'application/json' } });
  t.is(answer.body.code, 'notUtf8');
});

test('each fault of an input is told with its pointer', async (t) => {
  const answer = await server.as('root')('POST', '/api/v1/migrations', {
    body: { cases: ['nope'], definition: 5, reason: ' ', surprise: 1 },
  });
  t.is(answer.status, 400);
  const pointers: Set<string> = new Set(answer.body.errors.map((error: { pointer: string }) => error.pointer));
  t.deepEqual(pointers, new Set(['/surprise', '/cases/0', '/definition', '/reason']));
  t.true(answer.body.errors.every((error: { message: string }) => error.message !== ''));
});

test('parameters are checked too: unknown, repeated and wrong ones are refused', async (t) => {
  const as = server.as('lan');
  const pointerOf = async (path: string): Promise<string> => (await as('GET', path)).body.errors[0].pointer;
  t.is(await pointerOf('/api/v1/tasks?lits=mine'), '/query/lits');
  t.is(await pointerOf('/api/v1/tasks?limit=5&limit=6'), '/query/limit');
  t.is(await pointerOf('/api/v1/tasks?limit=201'), '/query/limit');
  t.is(await pointerOf('/api/v1/tasks?sort=__proto__'), '/query/sort');
  t.is(await pointerOf('/api/v1/tasks?__proto__=1'), '/query/__proto__');
  t.is(await pointerOf('/api/v1/tasks?dueBefore=yesterday'), '/query/dueBefore');
  t.is(await pointerOf('/api/v1/cases/not-a-uuid'), '/path/caseId');
  t.is(await pointerOf('/api/v1/cases?variable=x'), '/query/value');
});

test('a fault of the client is never 500, whatever the address holds', async (t) => {
  for (const path of [
    '/api/v1/cases/%',
    '/api/v1/cases/%00',
    '/api//v1',
    '/api/v1',
    '/api/',
    "/api/v1/tasks?text=' or 1=1 --",
    '/api/v1/tasks?cursor=AAAA',
  ])
    t.true((await server.as('lan')('GET', path)).status < 500, path);
});

test('an address outside of the API is 404 with Problem Details too', async (t) => {
  for (const path of ['/', '/api', '/index.php', '/apix']) t.is((await server.anyone('GET', path)).body.code, 'routeNotFound', path);
});

test('a request id is kept when it is harmless and replaced when it is not', async (t) => {
  const kept = await server.anyone('GET', '/api/health/live', { headers: { 'x-request-id': 'abc-1' } });
  t.is(kept.headers.get('x-request-id'), 'abc-1');
  const replaced = await server.anyone('GET', '/api/health/live', { headers: { 'x-request-id': 'a b' } });
  t.not(replaced.headers.get('x-request-id'), 'a b');
});

test('the access log has one line for each request, without query, body or cookie', async (t) => {
  const before = server.log.length;
  await server.as('lan')('GET', '/api/v1/tasks?text=bi-mat-123');
  const entries = server.log.slice(before).filter(({ path }) => path === '/api/v1/tasks');
  t.is(entries.length, 1);
  t.like(entries[0], { method: 'GET', status: 200, account: 'lan' });
  t.false(JSON.stringify(server.log).includes('bi-mat-123'));
  t.false(JSON.stringify(server.log).includes('trinh-ky='));
});

test('a defect is 500 with a reference that the log has too, and shows nothing of its cause', async (t) => {
  const sessions = server.services.sessions as { load: typeof server.services.sessions.load };
  const load = sessions.load;
  sessions.load = async () => {
    throw new Error('secret-connection-string');
  };
  const answer = await server.as('mai')('GET', '/api/v1/session', { expectDefect: true });
  sessions.load = load;
  t.is(answer.status, 500);
  t.false(JSON.stringify(answer.body).includes('secret'));
  const id = answer.headers.get('x-request-id');
  t.true(server.log.some((entry) => entry['requestId'] === id && entry['level'] === 'error'));
});

test('every refusal is in the log beside who asked and where, without what was asked for', async (t) => {
  const text = 'bi-mat-456';
  const refused = [
    await server.anyone('GET', `/api/v1/tasks?text=${text}`),
    await server.as('lan')('POST', '/api/v1/units/cuc/heads', { body: { [text]: 1 } }),
    await server.as('lan')('GET', '/api/v1/accounts/root'),
    await server.as('lan')('GET', `/api/v1/tasks?${text}=1`),
    await server.as('lan')('GET', `/api/v1/nothing/here?${text}`),
  ];
  for (const answer of refused) {
    t.true(answer.status >= 400 && answer.status < 500);
    const of = server.log.filter(({ requestId }) => requestId === answer.headers.get('x-request-id'));
    t.true(
      of.some(({ level, message, code }) => level === 'info' && message === 'refused' && code === answer.body.code),
      answer.body.code as string,
    );
    t.true(of.some(({ message, status, path }) => message === 'request' && status === answer.status && typeof path === 'string'));
    t.false(JSON.stringify(of.filter(({ level }) => level !== 'debug')).includes(text));
  }
});

test('who tries to get around the rules is a warning in the log: another site, too many requests', async (t) => {
  const foreign = await server.as('lan')('DELETE', '/api/v1/session', { headers: { origin: 'https://evil.example' } });
  t.is(foreign.body.code, 'foreignOrigin');
  const guesses: (typeof foreign)[] = [];
  for (let i = 0; i < 6; i += 1)
    guesses.push(await server.anyone('POST', '/api/v1/session', { body: { login: 'minh', password: `sai ${i}` } }));
  const held = guesses.at(-1);
  t.is(held?.status, 429);
  for (const answer of [foreign, held])
    t.true(
      server.log.some(
        ({ level, message, requestId }) =>
          level === 'warn' && message === 'attempt refused' && requestId === answer?.headers.get('x-request-id'),
      ),
    );
});

test('a fault that may pass is 503 and says when to come back', async (t) => {
  const sessions = server.services.sessions as { load: typeof server.services.sessions.load };
  const load = sessions.load;
  sessions.load = async () => {
    throw new Transient('database', 'Connection terminated unexpectedly');
  };
  const answer = await server.as('mai')('GET', '/api/v1/session');
  sessions.load = load;
  t.is(answer.status, 503);
  t.is(answer.body.code, 'busy');
  t.is(answer.headers.get('retry-after'), '2');
});

test('HEAD is answered like GET, without the body', async (t) => {
  const answer = await server.anyone('HEAD', '/api/health');
  t.is(answer.status, 200);
  t.is(answer.body, '');
});

test('health: live, ready with database and migrations', async (t) => {
  t.deepEqual((await server.anyone('GET', '/api/health/live')).body, { live: true });
  const { body } = await server.anyone('GET', '/api/health/ready');
  t.like(body, { ready: true, database: true, draining: false, pendingMigrations: [], unknownMigrations: [] });
  t.is((await server.anyone('GET', '/api/health')).status, 200);
});
