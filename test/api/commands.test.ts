import ava from 'ava';
import { bpmn, chain, flow, outcomes, task } from '../commands/fixtures.ts';
import { useApi, type Client } from './api-server.ts';

const server = useApi(ava);
const test = ava;
const lan: Client = async (...call) => await server.as('lan')(...call);
const mai: Client = async (...call) => await server.as('mai')(...call);
const minh: Client = async (...call) => await server.as('minh')(...call);
const root: Client = async (...call) => await server.as('root')(...call);
const auditor: Client = async (...call) => await server.as('auditor')(...call);

const MODELS: readonly (readonly [string, string])[] = [
  [
    'hai-buoc.bpmn',
    bpmn(
      'hai-buoc',
      `<startEvent id="start"/>${task('draft', 'tk:candidateRoles="officer"')}
       ${task('review', 'tk:candidateRoles="manager"', outcomes('id="approve" name="Duyệt"', 'id="back" name="Trả lại" returnTo="draft"'))}
       <endEvent id="end"/>${chain('start', 'draft', 'review', 'end')}`,
    ),
  ],
  [
    'loi.bpmn',
    bpmn(
      'loi',
      `<startEvent id="start"/>${task('draft', 'tk:candidateRoles="officer"')}
       <boundaryEvent id="caught" attachedToRef="draft"><errorEventDefinition errorRef="err"/></boundaryEvent>
       ${task('fix', 'tk:candidateRoles="officer"')}<endEvent id="end"/><endEvent id="end2"/>
       ${chain('start', 'draft', 'end')}${chain('caught', 'fix', 'end2')}`,
    ).replace('<process', '<error id="err" errorCode="THIEU" name="thiếu"/><process'),
  ],
  [
    'su-co.bpmn',
    bpmn(
      'su-co',
      `<startEvent id="start"/>${task('draft', 'tk:candidateRoles="officer"')}
       <exclusiveGateway id="which"/><endEvent id="yes"/><endEvent id="no"/>
       ${chain('start', 'draft', 'which')}
       ${flow('which', 'yes', '<conditionExpression>ok = 1</conditionExpression>')}
       ${flow('which', 'no', '<conditionExpression>ok = 2</conditionExpression>')}`,
    ),
  ],
  [
    'viec.bpmn',
    bpmn('viec', `<startEvent id="start"/><serviceTask id="send" tk:topic="gui-thu"/><endEvent id="end"/>${chain('start', 'send', 'end')}`),
  ],
  [
    'cho.bpmn',
    bpmn(
      'cho',
      `<startEvent id="start"/>
       <intermediateCatchEvent id="wait"><messageEventDefinition messageRef="m" tk:correlationKey="hs"/></intermediateCatchEvent>
       <endEvent id="end"/>${chain('start', 'wait', 'end')}`,
    ).replace('<process', '<message id="m" name="bo-sung"/><process'),
  ],
  [
    'hen.bpmn',
    bpmn(
      'hen',
      `<startEvent id="start"/><intermediateCatchEvent id="later"><timerEventDefinition><timeDuration>P30D</timeDuration></timerEventDefinition></intermediateCatchEvent>
       <endEvent id="end"/>${chain('start', 'later', 'end')}`,
    ),
  ],
  [
    'tuy-y.bpmn',
    bpmn(
      'tuy-y',
      `<startEvent id="start"/><adHocSubProcess id="free" ordering="Parallel"><userTask id="ask" name="ask" tk:candidateRoles="officer"/></adHocSubProcess>
       <endEvent id="end"/>${chain('start', 'free', 'end')}`,
    ),
  ],
];

test.serial.before('procedures are deployed', async (t) => {
  for (const [name, content] of MODELS) {
    const answer = await server.as('analyst')('POST', '/api/v1/deployments', { body: { name, resources: [{ name, content }] } });
    t.is(answer.status, 201, JSON.stringify(answer.body));
  }
});

async function start(procedure: string, variables: object = {}): Promise<string> {
  const answer = await lan('POST', '/api/v1/cases', { body: { procedure, variables } });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body.caseId;
}
async function open(caseId: string, node: string): Promise<string> {
  const { items } = (await lan('GET', `/api/v1/cases/${caseId}/tasks`)).body;
  const found = items.find((item: { node: string; state: string }) => item.node === node && item.state === 'open');
  if (!found) throw new Error(`No open task ${node}: ${JSON.stringify(items)}`);
  return `/api/v1/tasks/${caseId}/${found.instance}`;
}
const ok = (t: { is(a: unknown, b: unknown, m?: string): unknown }, answer: { status: number; body: unknown }): void =>
  void t.is(answer.status, 200, JSON.stringify(answer.body));

test('a task is claimed, given back, and claimed by another', async (t) => {
  const at = await open(await start('hai-buoc'), 'draft');
  ok(t, await lan('POST', `${at}/claim`));
  t.is((await mai('POST', `${at}/unclaim`)).status, 403, 'it is not hers');
  ok(t, await lan('POST', `${at}/unclaim`));
  ok(t, await mai('POST', `${at}/claim`));
});

test('a manager gives a task to somebody of the unit; an officer may not', async (t) => {
  const at = await open(await start('hai-buoc'), 'draft');
  t.is((await lan('POST', `${at}/assign`, { body: { assignee: 'mai' } })).status, 403);
  ok(t, await minh('POST', `${at}/assign`, { body: { assignee: 'mai' } }));
  t.is((await mai('GET', at)).body.assignee, 'mai');
});

test('a manager changes when a task is due, with a reason', async (t) => {
  const at = await open(await start('hai-buoc'), 'draft');
  const body = { due: '2027-01-05T03:00:00Z', reason: 'nghỉ lễ' };
  t.is((await lan('PUT', `${at}/due-date`, { body })).status, 403);
  t.is((await minh('PUT', `${at}/due-date`, { body: { due: 'mai', reason: 'x' } })).body.errors[0].pointer, '/due');
  ok(t, await minh('PUT', `${at}/due-date`, { body }));
  t.is((await minh('GET', at)).body.dueAt, '2027-01-05T03:00:00.000Z');
  t.true((await minh('GET', '/api/v1/tasks?list=all&dueBefore=2027-01-05T04:00:00Z&sort=due')).body.items.length > 0);
});

test('a task that is late is in the list of overdue ones', async (t) => {
  const caseId = await start('hai-buoc');
  const at = await open(caseId, 'draft');
  ok(t, await minh('PUT', `${at}/due-date`, { body: { due: '2026-01-05T03:00:00Z', reason: 'x' } }));
  const { items } = (await lan('GET', `/api/v1/tasks?list=overdue&caseId=${caseId}`)).body;
  t.is(items.length, 1);
});

test('a step is returned for supplement, done again, and recalled while nobody has acted on it', async (t) => {
  const caseId = await start('hai-buoc');
  const draft = await open(caseId, 'draft');
  await lan('POST', `${draft}/claim`);
  ok(t, await lan('POST', `${draft}/complete`));
  const review = await open(caseId, 'review');
  await minh('POST', `${review}/claim`);
  t.is((await minh('POST', `${review}/return`, { body: { target: 'draft' } })).body.errors[0].pointer, '/reason');
  ok(t, await minh('POST', `${review}/return`, { body: { target: 'draft', reason: 'thiếu giấy' } }));
  const again = await open(caseId, 'draft');
  await lan('POST', `${again}/claim`);
  ok(t, await lan('POST', `${again}/complete`));
  t.not((await mai('POST', `${again}/recall`)).status, 200, 'it is not her step');
  ok(t, await lan('POST', `${again}/recall`));
  await open(caseId, 'draft');
});

test('an opinion is asked for before a step', async (t) => {
  const caseId = await start('hai-buoc');
  const draft = await open(caseId, 'draft');
  await lan('POST', `${draft}/claim`);
  const body = { position: 'before', kind: 'opinion', name: 'Ý kiến', assignee: 'mai' };
  t.is((await lan('POST', `${draft}/companions`, { body: { ...body, position: 'beside' } })).body.errors[0].pointer, '/position');
  ok(t, await lan('POST', `${draft}/companions`, { body }));
  t.is((await lan('POST', `${draft}/complete`)).status, 409);
  const mine = (await mai('GET', `/api/v1/tasks?list=mine&caseId=${caseId}`)).body.items;
  t.like(mine[0], { name: 'Ý kiến', companion: { kind: 'opinion' } });
});

test('a BPMN error is raised on a task and caught by its boundary event', async (t) => {
  const caseId = await start('loi');
  const draft = await open(caseId, 'draft');
  await lan('POST', `${draft}/claim`);
  ok(t, await lan('POST', `${draft}/bpmn-error`, { body: { code: 'THIEU' } }));
  await open(caseId, 'fix');
});

test('an incident is listed for those who may see it, and resolved with corrected variables', async (t) => {
  const caseId = await start('su-co', { ok: 0 });
  const draft = await open(caseId, 'draft');
  await lan('POST', `${draft}/claim`);
  const stuck = await lan('POST', `${draft}/complete`);
  t.is(stuck.body.incidents[0]?.kind, 'noFlowTaken');
  t.is((await lan('GET', '/api/v1/incidents')).status, 403);
  const { items } = (await root('GET', `/api/v1/incidents?caseId=${caseId}`)).body;
  t.like(items[0], { kind: 'noFlowTaken', node: 'which', procedure: 'su-co' });
  t.is((await lan('GET', `/api/v1/cases/${caseId}/incidents`)).body.items.length, 1);
  t.true((await lan('GET', `/api/v1/cases/${caseId}`)).body.activities.some((one: { incident: boolean }) => one.incident));
  const at = `/api/v1/incidents/${caseId}/${items[0].instance}/resolve`;
  t.is((await lan('POST', at, { body: {} })).status, 403);
  ok(t, await root('POST', at, { body: { reason: 'thử lại' } }));
  t.is((await root('GET', `/api/v1/incidents?caseId=${caseId}`)).body.items.length, 1, 'the flow is still missing: a new incident');
});

test('a token is moved by the system administrator, with a reason', async (t) => {
  const caseId = await start('hai-buoc');
  const { activities } = (await root('GET', `/api/v1/cases/${caseId}`)).body;
  const draft = activities.find((one: { node: string }) => one.node === 'draft');
  const body = { cancel: [draft.instance], activate: [{ scope: draft.parent, node: 'review' }], reason: 'sửa' };
  t.is((await lan('POST', `/api/v1/cases/${caseId}/move-token`, { body })).status, 403);
  ok(t, await root('POST', `/api/v1/cases/${caseId}/move-token`, { body }));
  await open(caseId, 'review');
});

test('nobody repairs variables without a rule that allows it', async (t) => {
  const caseId = await start('hai-buoc');
  const answer = await root('PATCH', `/api/v1/cases/${caseId}/variables`, { body: { variables: { a: 1 }, reason: 'x' } });
  t.is(answer.status, 403);
});

test('jobs are seen by who operates them; a topic is held back and handed out again', async (t) => {
  const caseId = await start('viec');
  t.is((await lan('GET', '/api/v1/jobs')).status, 403);
  const { items } = (await root('GET', `/api/v1/jobs?caseId=${caseId}&topic=gui-thu`)).body;
  t.like(items[0], { node: 'send', topic: 'gui-thu', parked: false });
  const reason = { body: { reason: 'bảo trì' } };
  t.is((await lan('POST', '/api/v1/topics/gui-thu/suspend', reason)).status, 403);
  t.deepEqual((await root('POST', '/api/v1/topics/gui-thu/suspend', reason)).body, { changed: true });
  t.deepEqual((await root('POST', '/api/v1/topics/gui-thu/suspend', reason)).body, { changed: false });
  t.like((await root('GET', '/api/v1/topics')).body.items[0], { topic: 'gui-thu', account: 'root', reason: 'bảo trì' });
  t.deepEqual((await root('POST', '/api/v1/topics/gui-thu/resume')).body, { changed: true });
  t.deepEqual((await root('GET', '/api/v1/topics')).body.items, []);
});

test('a message that nobody waits for is kept, and noticed when it comes twice', async (t) => {
  const body = { id: 'thu-1', name: 'khong-ai-cho', key: 'x', ttlSeconds: 60 };
  t.is((await lan('POST', '/api/v1/messages', { body })).body.type, 'stored');
  t.is((await lan('POST', '/api/v1/messages', { body })).body.type, 'duplicate');
  t.is((await lan('POST', '/api/v1/messages', { body: { ...body, id: 'thu-2', ttlSeconds: 0 } })).body.type, 'unmatched');
  t.is((await server.as('analyst')('POST', '/api/v1/messages', { body })).status, 403);
});

test('a message goes to the case that waits for it with its key', async (t) => {
  const caseId = await start('cho', { hs: 'HS-7' });
  const send = async (key: string) =>
    (await lan('POST', '/api/v1/messages', { body: { name: 'bo-sung', key, ttlSeconds: 0, variables: { giay: 'đủ' } } })).body;
  t.is((await send('HS-8')).type, 'unmatched');
  t.like(await send('HS-7'), { type: 'delivered', step: { caseId, status: 'ended' } });
});

test('a signal is broadcast by the system administrator', async (t) => {
  t.is((await lan('POST', '/api/v1/signals', { body: { name: 'dung' } })).status, 403);
  t.deepEqual((await root('POST', '/api/v1/signals', { body: { name: 'dung' } })).body, { receivers: 0 });
});

test('an armed timer is shown and changed', async (t) => {
  const caseId = await start('hen');
  const { timers } = (await root('GET', `/api/v1/cases/${caseId}`)).body;
  t.is(timers.length, 1);
  const at = `/api/v1/cases/${caseId}/timers/${timers[0].instance}/${timers[0].node}`;
  const body = { due: '2027-02-01T00:00:00Z', reason: 'gia hạn' };
  t.is((await lan('PUT', at, { body })).status, 403);
  ok(t, await root('PUT', at, { body }));
  t.is((await root('GET', `/api/v1/cases/${caseId}`)).body.timers[0].dueAt, '2027-02-01T00:00:00.000Z');
});

test('an activity of an ad-hoc sub-process is begun, and the sub-process finished', async (t) => {
  const caseId = await start('tuy-y');
  const { activities } = (await lan('GET', `/api/v1/cases/${caseId}`)).body;
  const scope = activities.find((one: { node: string }) => one.node === 'free').instance;
  const begun = await lan('POST', `/api/v1/cases/${caseId}/ad-hoc/${scope}/activities`, { body: { node: 'ask' } });
  ok(t, begun);
  t.is((await lan('POST', `/api/v1/cases/${caseId}/ad-hoc/${scope}/activities`, { body: { node: 'nope' } })).status >= 400, true);
  const asked = await open(caseId, 'ask');
  await lan('POST', `${asked}/claim`);
  ok(t, await lan('POST', `${asked}/complete`));
  ok(t, await lan('POST', `/api/v1/cases/${caseId}/ad-hoc/${scope}/complete`));
});

test('an auditor reads and changes nothing', async (t) => {
  const caseId = await start('hai-buoc');
  t.is((await auditor('GET', `/api/v1/cases/${caseId}`)).status, 200);
  const at = await open(caseId, 'draft');
  t.true((await auditor('POST', `${at}/claim`)).status >= 403);
});

test('how many tasks I may claim is counted', async (t) => {
  await start('hai-buoc');
  const { body } = await lan('GET', '/api/v1/tasks/counts');
  t.true(body.claimable > 0);
});

test.serial('what was held back is on the record that the auditor reads, page by page', async (t) => {
  for (const topic of ['in-an', 'gui-sms'])
    t.is((await root('POST', `/api/v1/topics/${topic}/suspend`, { body: { reason: 'máy in hỏng' } })).status, 200);
  t.is((await root('POST', '/api/v1/topics/in-an/resume', { body: {} })).status, 200);
  const page = await auditor('GET', '/api/v1/acts?limit=1');
  t.like(page.body.items[0], { act: 'resumeTopic', subject: 'in-an', account: 'root' });
  const rest = await auditor('GET', `/api/v1/acts?subject=in-an&cursor=${page.body.next}`);
  t.like(rest.body.items[0], { act: 'suspendTopic', reason: 'máy in hỏng', outcome: { changed: true } });
  t.is((await lan('GET', '/api/v1/acts')).status, 403);
  t.is((await root('POST', '/api/v1/topics/gui-sms/resume', { body: {} })).status, 200);
});
