/** What our extension of BPMN holds is seen at run time: one diagram says each of it, and each test sees what comes of it. */
import ava from 'ava';
import { INSTALLER_ACTOR, MESSAGE_ACTOR } from '../../commands/actors.ts';
import { runCommand } from '../../commands/run-command.ts';
import { shipCalendar } from '../../composition/modules/ship-calendar.ts';
import { readParameter } from '../../law/read-parameter.ts';
import vn from '../../law/calendars/vn.json' with { type: 'json' };
import { readCalendar } from '../../law/read-calendar.ts';
import type { Json } from '../../expressions/json.ts';
import { installParameters } from '../../store/repositories/parameters.ts';
import { deliverOutbox } from '../../worker/deliver-outbox.ts';
import { fireTimers } from '../../worker/fire-timers.ts';
import { bpmn, chain, task } from '../commands/fixtures.ts';
import { type Answer, useApi } from './api-server.ts';
import { signTask } from './test-keys.ts';

const server = useApi(ava);
const test = ava.serial;

const EVERY = bpmn(
  'every',
  `<startEvent id="start"/>
  ${task(
    'prepare',
    'tk:candidateRoles="= [who]" tk:candidateUnits="= [where]" tk:form="every-form"',
    '<extensionElements><tk:outcomes><tk:outcome id="done" name="Xong"/></tk:outcomes></extensionElements>',
  )}
  ${task(
    'approve',
    'tk:candidateRoles="officer, manager" tk:candidateUnits="= [where]" tk:separateFrom="prepare" tk:dueParameter="every.term" tk:calendar="allweek" tk:clockStart="= date(begun)" tk:asOf="offence"',
    `<extensionElements><tk:outcomes><tk:outcome id="approve" name="Duyệt"/><tk:outcome id="reject" name="Từ chối" reasonRequired="true"/>
      <tk:outcome id="return" name="Trả lại" returnTo="prepare"/></tk:outcomes>
      <tk:signature document="decision" capacity="agencySeal" level="B-LT" order="2" kind="digital"/>
      <tk:signature document="decision" capacity="personal" level="B-T" order="1" kind="digital"/>
      <tk:document key="decision" required="true"/><tk:escalation at="80%" notify="manager" kind="remind"/></extensionElements>`,
  )}
  <serviceTask id="print" tk:topic="every-print"/>
  <intermediateCatchEvent id="receipt"><messageEventDefinition messageRef="mReceipt" tk:correlationKey="file"/></intermediateCatchEvent><endEvent id="end"/>
  ${chain('start', 'prepare', 'approve', 'print', 'receipt', 'end')}`,
  'tk:candidateStarterRoles="officer"',
  '<message id="mReceipt" name="every-receipt"/>',
);
const FORM = JSON.stringify({
  id: 'every-form',
  type: 'default',
  components: [{ type: 'number', key: 'months', label: 'Số tháng', validate: { required: true, max: 12 } }],
});
/** Three working days by the old law, nine by the new one. */
const term = (version: string, value: number, validFrom: string, validTo?: string) => {
  const standing = { key: 'every.term', version, citation: 'Điều 1', confidence: 'A', validFrom, ...(validTo && { validTo }) } as const;
  const counting = { value, unit: 'workingDay', precision: 'endOfDay', rollForward: true, direction: 'forward' };
  const body = readParameter({ ...standing, ...counting }) as unknown as Record<string, Json>;
  return { ...standing, body, running: 'keep' } as const;
};

test.before(async () => {
  const { commands } = server.services;
  await shipCalendar(commands, readCalendar(vn));
  await shipCalendar(commands, { ...readCalendar(vn), key: 'allweek', weeklyOff: [], days: {}, annual: {}, lunar: {}, notices: {} });
  const terms = [term('old', 3, '2010-01-01', '2020-01-01'), term('new', 9, '2020-01-01')];
  await installParameters(server.db, terms, 'test', commands.clock());
  const resources = [
    { name: 'every.bpmn', content: EVERY },
    { name: 'every.form.json', content: FORM },
  ];
  await runCommand(commands, INSTALLER_ACTOR, { type: 'deploy', name: 'test', resources });
});

interface At {
  readonly caseId: string;
  readonly instance: number;
}
let files = 0;
async function begun(on = '2021-11-19'): Promise<At> {
  files += 1;
  const variables = { who: 'officer', where: 'cuc.hanoi', begun: on, offenceDate: '2019-05-01', file: `HS-${files}` };
  const { body } = await server.as('lan')('POST', '/api/v1/cases', { body: { procedure: 'every', unitPath: 'cuc.hanoi', variables } });
  return { caseId: body.caseId, instance: body.opened[0].instance };
}
const act = async (who: string, { caseId, instance }: At, what: string, body: object = {}): Promise<Answer> =>
  await server.as(who)('POST', `/api/v1/tasks/${caseId}/${instance}/${what}`, { body });
async function completed(who: string, at: At, body: object): Promise<At> {
  const claim = await act(who, at, 'claim');
  const { body: answer } = await act(who, at, 'complete', body);
  if (claim.status !== 200 || !answer.opened) throw new Error(JSON.stringify([claim.body, answer]));
  return { caseId: at.caseId, instance: answer.opened[0]?.instance ?? 0 };
}
const signed = async (who: string, { caseId, instance }: At, body: object): Promise<Pick<Answer, 'status' | 'body'>> =>
  await signTask(server.as(who), `/api/v1/tasks/${caseId}/${instance}`, body, server.as('van-thu'));
async function approved(at: At): Promise<void> {
  await act('minh', at, 'claim');
  const { body } = await signed('minh', at, { outcome: 'approve' });
  if (body.state !== 'recorded') throw new Error(JSON.stringify(body));
}
const prepared = async (who = 'lan', on?: string): Promise<At> =>
  await completed(who, await begun(on), { outcome: 'done', variables: { months: 3 } });
const viewOf = async (who: string, { caseId, instance }: At) => await server.as(who)('GET', `/api/v1/tasks/${caseId}/${instance}`);

test('candidate roles and units are FEEL of the case: who holds the role elsewhere neither sees nor claims the task', async (t) => {
  const on = await begun();
  const { body } = await viewOf('mai', on);
  t.like(body, { candidateRoles: ['officer'], candidateUnits: ['cuc.hanoi'] });
  t.is((await act('hoa', on, 'claim')).status, 404);
  t.is((await act('mai', on, 'claim')).status, 200);
});

test('the form checks what is submitted', async (t) => {
  const on = await begun();
  await act('lan', on, 'claim');
  const { status, body } = await act('lan', on, 'complete', { outcome: 'done', variables: { months: 13 } });
  t.deepEqual([status, body.code, body.errors[0].pointer], [400, 'formInvalid', '/variables/months']);
});

test('the due date is counted by the parameter, in its calendar, by the law of the day that asOf names', async (t) => {
  const { body } = await viewOf('minh', await prepared());
  // a Friday and three days of a calendar without weekly rest, by the version of the day of the offence
  t.like(body.due, { due: '2021-11-22T17:00:00.000Z', parameter: 'every.term', parameterVersion: 'old' });
});

test('outcomes: an unknown one is refused, one may ask for a reason, one leads back to an earlier step', async (t) => {
  const on = await prepared();
  await act('minh', on, 'claim');
  t.is((await signed('minh', on, { outcome: 'maybe' })).body.code, 'outcomeUnknown');
  t.is((await signed('minh', on, { outcome: 'reject' })).body.code, 'reasonRequired');
  const { body } = await signed('minh', on, { outcome: 'return' });
  t.deepEqual(
    body.step.opened.map(({ node }: { node: string }) => node),
    ['prepare'],
  );
});

test('the task says which documents and signatures it asks for, in the order of signing', async (t) => {
  const { body } = await viewOf('minh', await prepared());
  t.deepEqual(body.documents, [{ key: 'decision', required: true }]);
  t.deepEqual(body.signatures, [
    { document: 'decision', capacity: 'personal', level: 'B-T', order: 1, kind: 'digital' },
    { document: 'decision', capacity: 'agencySeal', level: 'B-LT', order: 2, kind: 'digital' },
  ]);
  const { body: plain } = await viewOf('lan', await begun());
  t.deepEqual([plain.documents, plain.signatures], [[], []]);
});

test('what a completed task makes goes into the outbox as its documents', async (t) => {
  const on = await prepared();
  await approved(on);
  const { rows } = await server.db.pool.query<{ payload: { documents: string[] } }>(
    "select payload from outbox where kind = 'documentProduced' and case_id = $1",
    [on.caseId],
  );
  t.deepEqual(
    rows.map(({ payload }) => payload.documents),
    [['decision']],
  );
});

test('separation of duties: who prepared may not approve, nor see it among what may be claimed', async (t) => {
  const on = await prepared('lan');
  t.is((await act('lan', on, 'claim')).status, 403);
  const claimable = async (who: string): Promise<boolean> => {
    const { body } = await server.as(who)('GET', '/api/v1/tasks?list=claimable&node=approve&limit=200');
    return body.items.some(({ caseId }: At) => caseId === on.caseId);
  };
  t.deepEqual([await claimable('lan'), await claimable('mai')], [false, true]);
});

test('the topic hands the job to a worker, and the correlation key the message to the case', async (t) => {
  const on = await prepared();
  await approved(on);
  const { body } = await server.as('may-in')('POST', '/api/v1/jobs/fetch', { body: { worker: 'w', topics: ['every-print'], limit: 100 } });
  const job = body.items.find(({ caseId }: At) => caseId === on.caseId);
  t.is(job.node, 'print');
  await server.as('may-in')('POST', `/api/v1/jobs/${on.caseId}/${job.instance}/complete`, { body: { worker: 'w', variables: {} } });
  const status = async (): Promise<string> => (await server.as('lan')('GET', `/api/v1/cases/${on.caseId}`)).body.status;
  const send = async (key: string) =>
    await runCommand(server.services.commands, MESSAGE_ACTOR, { type: 'correlateMessage', name: 'every-receipt', key, ttlSeconds: 0 });
  t.is((await send('HS-other')).type, 'unmatched');
  t.is(await status(), 'active');
  t.is((await send(`HS-${files}`)).type, 'delivered');
  t.is(await status(), 'ended');
});

test('the escalation tells whom the diagram names', async (t) => {
  const { caseId } = await prepared('lan', server.services.commands.clock().slice(0, 10));
  server.pass(5 * 86_400);
  while (await fireTimers(server.services.commands));
  while (await deliverOutbox(server.services.commands));
  const { rows } = await server.db.pool.query('select account, template from notice where case_id = $1', [caseId]);
  t.deepEqual(rows, [{ account: 'minh', template: 'task-remind' }]);
});
