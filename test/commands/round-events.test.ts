/** What a round tells its lines: each hears it once, in a step of its own, whoever delivers it and however another line fares. */
import test from 'ava';
import type { Services } from '../../commands/contract.ts';
import { openServices } from '../../commands/open-services.ts';
import { newId } from '../../composition/new-id.ts';
import { openDatabase } from '../../store/connection.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { deliverOutbox } from '../../worker/deliver-outbox.ts';
import { bpmn, chain, deployed, done, flow, MANAGER, OFFICER, opened, refusal, started, task, useOffice } from './fixtures.ts';

const office = useOffice(test, { newId });
const OF_OFFICER = 'tk:candidateRoles="officer"';
const tell = (id: string, event: string, data: string): string =>
  `<serviceTask id="${id}" name="${id}" tk:effect="round.tell"><extensionElements><tk:ioMapping><tk:input source="${event}" target="event"/>
   <tk:input source="${data}" target="data"/></tk:ioMapping></extensionElements></serviceTask>`;
const ROUND = bpmn(
  'telling',
  `<startEvent id="start"/>${task('set', OF_OFFICER)}${tell('tell', 'if name = null then &quot;councilDay&quot; else name', '{ day: day }')}
   ${task('again', OF_OFFICER)}<endEvent id="end"/>${chain('start', 'set', 'tell', 'again')}${flow('again', 'tell', '<conditionExpression>more = true</conditionExpression>')}
   ${flow('again', 'end')}`,
  'tk:candidateStarterRoles="officer" tk:lines="told"',
);
/** Waits for the day at once, or after its file is prepared. */
const LINE = bpmn(
  'told',
  `<startEvent id="start"/><exclusiveGateway id="ready" default="toWait"/>${task('prepare', OF_OFFICER)}<exclusiveGateway id="wait"/>
   <intermediateCatchEvent id="day"><extensionElements><tk:ioMapping><tk:output source="roundEvent.data.day" target="heard"/></tk:ioMapping></extensionElements>
   <messageEventDefinition messageRef="mDay"/></intermediateCatchEvent>${task('attend', OF_OFFICER)}<endEvent id="end"/>${chain('start', 'ready')}
   <sequenceFlow id="toWait" sourceRef="ready" targetRef="wait"/>${flow('ready', 'prepare', '<conditionExpression>late = true</conditionExpression>')}
   ${chain('prepare', 'wait', 'day', 'attend', 'end')}`,
  'tk:candidateStarterRoles="officer" tk:persons="prisoner"',
  '<message id="mDay" name="round.councilDay"/>',
);

test.serial.before(async () => {
  await deployed(office, ['line.bpmn', LINE], ['round.bpmn', ROUND]);
});

let numbers = 0;
async function imported(round: string, count: number, variables = {}): Promise<readonly string[]> {
  const lines = Array.from({ length: count }, () => ({
    facts: { kind: 'prisoner', name: 'Trần Văn C', fileNumber: `RE-${++numbers}`, unitPath: 'cuc.hanoi' },
    variables,
  }));
  const { items } = await office.run<'importLines'>(OFFICER, { type: 'importLines', round, lines });
  return items.map((item) => (item.ok ? item.outcome.caseId : ''));
}
async function settle(...nodes: readonly Services[]): Promise<void> {
  const all = nodes.length > 0 ? nodes : [office.services];
  for (let more = true; more;) more = (await Promise.all(all.map(async (node) => await deliverOutbox(node)))).some(Boolean);
}
const heardBy = async (caseId: string): Promise<unknown> =>
  (await loadCase(office.db, caseId, { now: office.services.clock() }))?.variables['1']?.['heard'];
const tasksOf = async (caseId: string): Promise<readonly string[]> =>
  ((await loadCase(office.db, caseId, { now: office.services.clock() }))?.tasks ?? []).map(({ node }) => node);
const count = async (sql: string, ...values: readonly unknown[]): Promise<number> =>
  (await office.db.pool.query<{ n: number }>(`select count(*)::int as n from ${sql}`, [...values])).rows[0]?.n ?? -1;
const DELIVERED = `command_log where command::text like '%"deliverMessage"%round.councilDay%' and case_id in (select line_case from case_member where round_case = $1)`;

test.serial('1,000 lines hear it once each from two nodes; a line that fails and one that is suspended hold up nobody', async (t) => {
  t.timeout(600_000);
  const { caseId, instance } = await started(office, 'telling');
  const lines = await imported(caseId, 1_000);
  const [broken = '', suspended = ''] = lines;
  await office.run<'suspendCase'>(MANAGER, { type: 'suspendCase', caseId: suspended, reason: 'khiếu nại' });
  const { rows } = await office.db.pool.query<{ state: unknown }>('select state from process_case where id = $1', [broken]);
  await office.db.pool.query(`update process_case set state = '{"v":999}' where id = $1`, [broken]);
  const { clock, random, wait, logger, rootUnit, db } = office.services;
  const other = openServices({ db: openDatabase(db.url, { max: 6 }), clock, newId, random, wait, logger, rootUnit });
  t.teardown(async () => await other.db.close());

  await done(office, OFFICER, { caseId, instance }, { variables: { day: '12' } });
  await settle(office.services, other);
  t.is(await count(`user_task where node = 'attend' and state = 'open' and case_id = any($1::uuid[])`, lines), 998);
  t.is(await count(DELIVERED, caseId), 998);
  t.is(await count(`outbox where kind = 'roundEvent'`), 2, 'what cannot be delivered now waits for its next try');

  await office.db.pool.query('update process_case set state = $2::json where id = $1', [broken, JSON.stringify(rows[0]?.state)]);
  await office.run<'resumeCase'>(MANAGER, { type: 'resumeCase', caseId: suspended });
  office.pass(4_000);
  await settle(office.services, other);
  t.deepEqual([await tasksOf(broken), await tasksOf(suspended)], [['attend'], ['attend']]);
  t.is(await count(DELIVERED, caseId), 1_000);
  t.is(await count(`outbox where kind = 'roundEvent'`), 0);
});

test.serial('a line that does not listen yet takes it when it does, and of two with the same name the newer one', async (t) => {
  const { caseId, instance } = await started(office, 'telling');
  const [late = ''] = await imported(caseId, 1, { late: true });
  const set = await done(office, OFFICER, { caseId, instance }, { variables: { day: '12' } });
  await settle();
  t.deepEqual(await tasksOf(late), ['prepare']);
  await done(office, OFFICER, opened(set), { variables: { day: '14', more: true } });
  await settle();
  const [prepare] = (await loadCase(office.db, late, { now: office.services.clock() }))?.tasks ?? [];
  await done(office, OFFICER, { caseId: late, instance: prepare?.instance ?? 0 });
  await settle();
  t.deepEqual([await tasksOf(late), await heardBy(late)], [['attend'], '14']);
});

test.serial('a line that joins afterwards hears of it too; one that left hears nothing more of its old round', async (t) => {
  const { caseId, instance } = await started(office, 'telling');
  const [leaving = ''] = await imported(caseId, 1, { late: true });
  await done(office, OFFICER, { caseId, instance }, { variables: { day: '20' } });
  await settle();
  const [joined = ''] = await imported(caseId, 1);
  await settle();
  t.deepEqual([await tasksOf(joined), await heardBy(joined)], [['attend'], '20']);
  const other = await started(office, 'telling');
  await office.run<'moveLine'>(OFFICER, { type: 'moveLine', caseId: leaving, to: other.caseId, reason: 'hồ sơ chưa đủ' });
  const [prepare] = (await loadCase(office.db, leaving, { now: office.services.clock() }))?.tasks ?? [];
  await done(office, OFFICER, { caseId: leaving, instance: prepare?.instance ?? 0 });
  await settle();
  t.deepEqual(await tasksOf(leaving), []);
  await done(office, OFFICER, other, { variables: { day: '21' } });
  await settle();
  t.is(await heardBy(leaving), '21');
});

test.serial('an event without a proper name, and a case that is no round, are refused with a clear error', async (t) => {
  const on = await started(office, 'telling');
  await office.run<'claimTask'>(OFFICER, { type: 'claimTask', ...on });
  for (const name of ['linesReady', 'a b', '']) {
    const variables = { day: '1', name };
    t.is(await refusal(office.run<'completeTask'>(OFFICER, { type: 'completeTask', ...on, variables })), 'validation roundEventInvalid');
  }
  const plain = bpmn('no-round', `<startEvent id="s"/>${tell('tell', '&quot;x&quot;', '1')}<endEvent id="e"/>${chain('s', 'tell', 'e')}`);
  await deployed(office, ['plain.bpmn', plain]);
  t.is(await refusal(started(office, 'no-round')), 'conflict notARound');
});
