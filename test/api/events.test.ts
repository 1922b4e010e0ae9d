import ava from 'ava';
import { approval } from '../commands/fixtures.ts';
import { useApi } from './api-server.ts';
import { readEvents } from './event-reader.ts';

const server = useApi(ava, { heartbeatMs: 40 });
const test = ava.serial;

test.before('a procedure is deployed', async (t) => {
  const resources = [{ name: 'duyet.bpmn', content: approval('duyet') }];
  t.is((await server.as('analyst')('POST', '/api/v1/deployments', { body: { name: 'x', resources } })).status, 201);
});

async function start(): Promise<string> {
  return (await server.as('lan')('POST', '/api/v1/cases', { body: { procedure: 'duyet', variables: { subject: 'x' } } })).body.caseId;
}
const comment = async (caseId: string): Promise<number> =>
  (await server.as('lan')('POST', `/api/v1/cases/${caseId}/comments`, { body: { text: 'x' } })).body.revision;

test('a change reaches those whom it may concern, and nobody else', async (t) => {
  const mai = await readEvents(server.url, await server.tokenOf('mai'));
  const hoa = await readEvents(server.url, await server.tokenOf('hoa'));
  t.is(mai.status, 200);
  t.regex(mai.type, /^text\/event-stream/);
  const caseId = await start();
  const event = await mai.next(({ data }) => data.caseId === caseId);
  t.is(event.event, 'case.changed');
  t.is(event.data.revision, 1);
  const hers = (await server.as('hoa')('POST', '/api/v1/cases', { body: { procedure: 'duyet', variables: { subject: 'y' } } })).body.caseId;
  await hoa.next(({ data }) => data.caseId === hers);
  t.false(hoa.text().includes(caseId));
  mai.close();
  hoa.close();
});

test('who comes back with Last-Event-ID hears what it missed, once and in order', async (t) => {
  const token = await server.tokenOf('lan');
  const first = await readEvents(server.url, token);
  const caseId = await start();
  const seen = await first.next(({ data }) => data.caseId === caseId);
  first.close();
  await comment(caseId);
  await comment(caseId);
  const second = await readEvents(server.url, token, { 'last-event-id': seen.id });
  const missed = [await second.next(), await second.next()];
  t.deepEqual(
    missed.map(({ data }) => [data.caseId, data.revision]),
    [
      [caseId, 2],
      [caseId, 3],
    ],
  );
  await comment(caseId);
  await second.next(({ data }) => data.revision === 4);
  second.close();
});

test('an id of another database, or nonsense, is answered with reset, and what comes is heard from then on', async (t) => {
  const token = await server.tokenOf('lan');
  const reader = await readEvents(server.url, token, { 'last-event-id': '999999999999999.x.1'.replace('x', '') });
  t.is((await reader.next()).event, 'reset');
  reader.close();
  const other = await readEvents(server.url, token, { 'last-event-id': "'; drop table person" });
  t.is(other.status, 200);
  t.is((await other.next()).event, 'reset');
  const caseId = await start();
  await other.next(({ data }) => data.caseId === caseId);
  other.close();
});

test('signs of life come while nothing happens', async (t) => {
  const reader = await readEvents(server.url, await server.tokenOf('mai'));
  await new Promise<void>((resolve) => {
    const look = setInterval(() => {
      if (!reader.text().includes(': alive')) return;
      clearInterval(look);
      resolve();
    }, 10);
  });
  t.regex(reader.text(), /^retry: \d+/);
  reader.close();
});

test('signing out ends the stream of that session at once, and no other', async (t) => {
  const [mine, other] = [await server.tokenOf('mai'), await server.tokenOf('mai')];
  const [ends, stays] = [await readEvents(server.url, mine), await readEvents(server.url, other)];
  await server.anyone('DELETE', '/api/v1/session', { headers: { cookie: `trinh-ky=${mine}` } });
  await ends.ended;
  const caseId = await start();
  await stays.next(({ data }) => data.caseId === caseId);
  stays.close();
  t.pass();
});

test('a lock ends the streams with the next sign of life', async (t) => {
  const reader = await readEvents(server.url, await server.tokenOf('hung'));
  await server.db.pool.query(`update account set state = 'locked' where id = 'hung'`);
  await reader.ended;
  t.pass();
});

test('one account has at most six streams; one that is closed makes room', async (t) => {
  const token = await server.tokenOf('minh');
  const readers = await Promise.all(Array.from({ length: 6 }, async () => await readEvents(server.url, token)));
  const refused = await server.as('minh')('GET', '/api/v1/events', { headers: { accept: 'text/event-stream' } });
  t.is(refused.status, 429);
  t.is(refused.body.code, 'tooManyStreams');
  readers[0]?.close();
  for (;;) {
    const again = await readEvents(server.url, token);
    again.close();
    if (again.status === 200) break;
  }
  for (const reader of readers) reader.close();
});

test('a stream is only for who is signed in', async (t) => {
  t.is((await readEvents(server.url, 'x'.repeat(43))).status, 401);
});

test('a node that shuts down ends its streams and is not ready', async (t) => {
  const reader = await readEvents(server.url, await server.tokenOf('lan'));
  server.api.drain();
  await reader.ended;
  const ready = await server.anyone('GET', '/api/health/ready');
  t.is(ready.status, 503);
  t.like(ready.body, { ready: false, draining: true, database: true });
  t.is((await server.anyone('GET', '/api/health/live')).status, 200);
});
