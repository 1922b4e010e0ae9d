import ava from 'ava';
import { bpmn, chain } from '../commands/fixtures.ts';
import { useApi, type Client } from './api-server.ts';

const server = useApi(ava);
const test = ava;
const lan: Client = async (...call) => await server.as('lan')(...call);
const machine: Client = async (...call) => await server.as('may-in')(...call);

test.serial.before('a procedure with a job is deployed', async (t) => {
  const content = bpmn(
    'in-giay',
    `<startEvent id="start"/><serviceTask id="print" tk:topic="in-giay"/><endEvent id="end"/>${chain('start', 'print', 'end')}`,
  );
  const answer = await server.as('analyst')('POST', '/api/v1/deployments', {
    body: { name: 'x', resources: [{ name: 'a.bpmn', content }] },
  });
  t.is(answer.status, 201);
});

test.serial('a worker outside takes, keeps, fails and completes a job over HTTP', async (t) => {
  const { body } = await lan('POST', '/api/v1/cases', { body: { procedure: 'in-giay' } });
  t.is((await server.as('root')('GET', '/api/v1/topics/unattended')).body.items[0]?.topic, 'in-giay');
  const fetch = { worker: 'máy 1', topics: ['in-giay'] };
  const [job] = (await machine('POST', '/api/v1/jobs/fetch', { body: fetch })).body.items;
  t.is(job.caseId, body.caseId);
  const at = `/api/v1/jobs/${job.caseId}/${job.instance}`;
  t.is((await machine('POST', `${at}/extend`, { body: { worker: 'máy 1', lockSeconds: 300 } })).status, 200);
  t.is((await machine('POST', `${at}/complete`, { body: { worker: 'máy 2' } })).body.code, 'jobNotHeld');
  const failed = await machine('POST', `${at}/fail`, { body: { worker: 'máy 1', message: 'hết giấy', retries: 2, retryAfterSeconds: 0 } });
  t.is(failed.body.retriesLeft, 2);
  t.is((await machine('POST', '/api/v1/jobs/fetch', { body: fetch })).body.items.length, 1);
  const done = await machine('POST', `${at}/complete`, {
    body: { worker: 'máy 1', variables: { pages: 3 } },
    headers: { 'idempotency-key': 'done-1' },
  });
  t.like(done.body, { status: 'ended', revision: 2 });
  const again = await machine('POST', `${at}/complete`, {
    body: { worker: 'máy 1', variables: { pages: 3 } },
    headers: { 'idempotency-key': 'done-1' },
  });
  t.deepEqual(again.body, done.body);
  t.is((await server.as('root')('GET', '/api/v1/topics/unattended')).body.items.length, 0);
});

test.serial('an uncaught BPMN error of a worker is an incident', async (t) => {
  await lan('POST', '/api/v1/cases', { body: { procedure: 'in-giay' } });
  const [job] = (await machine('POST', '/api/v1/jobs/fetch', { body: { worker: 'w', topics: ['in-giay'] } })).body.items;
  const at = `/api/v1/jobs/${job.caseId}/${job.instance}`;
  const thrown = await machine('POST', `${at}/bpmn-error`, { body: { worker: 'w', code: 'HONG' } });
  t.is(thrown.body.incidents[0].kind, 'unhandledBpmnError');
});

test.serial('whoever is no machine worker is refused', async (t) => {
  t.is((await lan('POST', '/api/v1/jobs/fetch', { body: { worker: 'w', topics: ['in-giay'] } })).status, 403);
  t.is((await machine('POST', '/api/v1/jobs/fetch', { body: { worker: 'w', topics: ['in-giay'], limit: 1_000 } })).status, 400);
});
