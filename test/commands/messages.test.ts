import test from 'ava';
import { MESSAGE_ACTOR, SIGNAL_ACTOR, TIMER_ACTOR } from '../../commands/actors.ts';
import { matchMessages } from '../../store/queues/messages.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { bpmn, chain, deployed, done, flow, MANAGER, OFFICER, refusal, started, STRANGER, SYSADMIN, task, useOffice } from './fixtures.ts';

const office = useOffice(test);
const MESSAGES = '<message id="m" name="supplement"/><message id="n" name="petition"/><signal id="s" name="holiday"/>';
const OFFICER_STARTS = 'tk:candidateStarterRoles="officer"';

test.serial.before(async () => {
  await deployed(office, [
    'waiting.bpmn',
    bpmn(
      'waiting',
      `<startEvent id="start"/>${task('draft', 'tk:candidateRoles="officer"')}
      <intermediateCatchEvent id="wait"><messageEventDefinition messageRef="m" tk:correlationKey="file"/></intermediateCatchEvent>
      ${task('after', 'tk:candidateRoles="officer"')}<endEvent id="end"/>${chain('start', 'draft', 'wait', 'after', 'end')}`,
      OFFICER_STARTS,
      MESSAGES,
    ),
  ]);
  await deployed(office, [
    'petition.bpmn',
    bpmn(
      'petition',
      `<startEvent id="start"><messageEventDefinition messageRef="n"/></startEvent>${task('read', 'tk:candidateRoles="officer"')}
      <endEvent id="end"/>${chain('start', 'read', 'end')}`,
      OFFICER_STARTS,
      MESSAGES,
    ),
  ]);
  await deployed(office, [
    'listening.bpmn',
    bpmn(
      'listening',
      `<startEvent id="start"/>${task('work', 'tk:candidateRoles="officer"')}
      <boundaryEvent id="heard" attachedToRef="work" cancelActivity="false"><signalEventDefinition signalRef="s"/></boundaryEvent>
      ${task('told', 'tk:candidateRoles="officer"')}<endEvent id="end"/><endEvent id="end2"/>${chain('start', 'work', 'end')}${flow('heard', 'told')}${flow('told', 'end2')}`,
      OFFICER_STARTS,
      MESSAGES,
    ),
  ]);
});

let files = 0;
const newFile = (): string => `F-${++files}`;
/** A case that waits for the message of its file. */
async function waiting(file: string): Promise<string> {
  const on = await started(office, 'waiting', { file });
  await done(office, OFFICER, on);
  return on.caseId;
}
const send = (key: string, more: object = {}) =>
  ({ type: 'correlateMessage', name: 'supplement', key, variables: { paper: 'CMND' }, ...more }) as const;
const revisionOf = async (caseId: string) => (await loadCase(office.db, caseId, { now: office.services.clock() }))?.case.revision;

test('a message reaches the case that waits for it, with its variables, once', async (t) => {
  const file = newFile();
  const caseId = await waiting(file);
  const outcome = await office.run<'correlateMessage'>(OFFICER, send(file, { id: 'x-1' }));
  t.is(outcome.type, 'delivered');
  t.true(outcome.type === 'delivered' && outcome.step.opened[0]?.node === 'after');
  t.is((await loadCase(office.db, caseId, { now: office.services.clock() }))?.variables['1']?.['paper'], 'CMND');
  t.is((await office.run<'correlateMessage'>(OFFICER, send(file, { id: 'x-1' }))).type, 'duplicate');
  t.is(await revisionOf(caseId), 4);
});

test('a message that comes before its case waits is kept, and delivered when the case does', async (t) => {
  const file = newFile();
  t.is((await office.run<'correlateMessage'>(OFFICER, send(file))).type, 'stored');
  const caseId = await waiting(file);
  const stored = await loadCase(office.db, caseId, { now: office.services.clock() });
  t.is(stored?.tasks[0]?.node, 'after');
  t.is(stored?.variables['1']?.['paper'], 'CMND');
});

test('messages that wait in a row are delivered one after the other, each in a step of its own', async (t) => {
  await deployed(office, [
    'row.bpmn',
    bpmn(
      'row',
      `<startEvent id="start"/>${[1, 2, 3].map((i) => `<intermediateCatchEvent id="w${i}"><messageEventDefinition messageRef="m" tk:correlationKey="file"/></intermediateCatchEvent>`).join('')}
      ${task('after', 'tk:candidateRoles="officer"')}<endEvent id="end"/>${chain('start', 'w1', 'w2', 'w3', 'after', 'end')}`,
      OFFICER_STARTS,
      MESSAGES,
    ),
  ]);
  const file = newFile();
  for (const paper of ['một', 'hai', 'ba']) await office.run<'correlateMessage'>(OFFICER, send(file, { variables: { [paper]: true } }));
  const { caseId } = await office.run<'startCase'>(OFFICER, { type: 'startCase', procedure: 'row', variables: { file } });
  const stored = await loadCase(office.db, caseId, { now: office.services.clock() });
  t.like(stored?.variables['1'], { một: true, hai: true, ba: true });
  t.is(stored?.case.revision, 4);
  t.is(stored?.tasks[0]?.node, 'after');
});

test('a message whose time to live is over is not delivered; with none it is not kept', async (t) => {
  const file = newFile();
  t.is((await office.run<'correlateMessage'>(OFFICER, send(file, { ttlSeconds: 60 }))).type, 'stored');
  office.pass(61);
  const caseId = await waiting(file);
  t.deepEqual((await loadCase(office.db, caseId, { now: office.services.clock() }))?.tasks, []);
  t.is((await office.run<'correlateMessage'>(OFFICER, send(newFile(), { ttlSeconds: 0 }))).type, 'unmatched');
  t.is(await refusal(office.run<'correlateMessage'>(OFFICER, send(file, { ttlSeconds: -1 }))), 'validation ttlInvalid');
});

test('a message starts a case where a start event asks for it; the same id starts one', async (t) => {
  const petition = { type: 'correlateMessage', id: 'p-1', name: 'petition', variables: { from: 'ông B' } } as const;
  const outcome = await office.run<'correlateMessage'>(OFFICER, petition);
  t.true(outcome.type === 'started');
  if (outcome.type !== 'started') return;
  const stored = await loadCase(office.db, outcome.step.caseId, { now: office.services.clock() });
  t.like(stored?.case, { procedure: 'petition', unitPath: 'cuc.hanoi', startedBy: 'system:message' });
  t.is(stored?.variables['1']?.['from'], 'ông B');
  t.is((await office.run<'correlateMessage'>(OFFICER, petition)).type, 'duplicate');
  const again = { type: 'startByEvent', cause: 'message', definition: outcome.step.definition, node: 'start' } as const;
  const twice = await office
    .run<'startByEvent'>(MESSAGE_ACTOR, { ...again, occurrence: 'officer:p-1', variables: { from: 'ông B' } })
    .catch((error: unknown) => error);
  t.true((twice as { code?: string }).code === 'idempotencyKeyReused' || (twice as { caseId?: string }).caseId === outcome.step.caseId);
});

test('rights on a message are rights on the case that receives it', async (t) => {
  const file = newFile();
  const caseId = await waiting(file);
  t.is(await refusal(office.run<'correlateMessage'>(STRANGER, send(file))), 'forbidden forbidden.noRule');
  t.is(await refusal(office.run<'correlateMessage'>(SYSADMIN, send(file))), 'forbidden forbidden.noRule');
  t.is(await revisionOf(caseId), 3);
});

test('a message to a suspended case waits and is delivered when the case is resumed', async (t) => {
  const file = newFile();
  const caseId = await waiting(file);
  await office.run<'suspendCase'>(MANAGER, { type: 'suspendCase', caseId, reason: 'chờ' });
  t.is((await office.run<'correlateMessage'>(OFFICER, send(file))).type, 'stored');
  t.is((await matchMessages(office.db, caseId, office.services.clock())).length, 1);
  await office.run<'resumeCase'>(MANAGER, { type: 'resumeCase', caseId });
  t.is((await loadCase(office.db, caseId, { now: office.services.clock() }))?.tasks[0]?.node, 'after');
});

test('two deliveries of one message at the same time: one step', async (t) => {
  const file = newFile();
  const caseId = await waiting(file);
  await office.run<'suspendCase'>(MANAGER, { type: 'suspendCase', caseId, reason: 'chờ' });
  await office.run<'correlateMessage'>(OFFICER, send(file));
  const [matched] = await matchMessages(office.db, caseId, office.services.clock());
  const { instance = 0, node = '', name = '', payload = {}, messageId = '' } = matched ?? {};
  const deliver = { type: 'deliverMessage', caseId, instance, node, name, variables: payload, messageId } as const;
  const turns = [
    office.run<'resumeCase'>(MANAGER, { type: 'resumeCase', caseId }),
    ...[1, 2].map(async () => await office.run<'deliverMessage'>(MESSAGE_ACTOR, deliver)),
  ];
  await Promise.allSettled(turns);
  const stored = await loadCase(office.db, caseId, { now: office.services.clock() });
  t.is(stored?.tasks.length, 1);
  t.is(stored?.case.revision, 6);
});

test('a signal reaches every case that listens, each once; suspended ones wait for it', async (t) => {
  const [one, two] = [await started(office, 'listening'), await started(office, 'listening')];
  await office.run<'suspendCase'>(MANAGER, { type: 'suspendCase', caseId: two.caseId, reason: 'chờ' });
  const signal = { type: 'broadcastSignal', name: 'holiday', variables: { day: 'Tết' } } as const;
  t.regex(await refusal(office.run<'broadcastSignal'>(OFFICER, signal)), /^forbidden/);
  t.deepEqual(await office.run<'broadcastSignal'>(SYSADMIN, signal, { idempotencyKey: 'sig-1' }), { receivers: 2 });
  t.deepEqual(await office.run<'broadcastSignal'>(SYSADMIN, signal, { idempotencyKey: 'sig-1' }), { receivers: 2 });
  const deliver = (caseId: string) =>
    ({ type: 'deliverSignal', caseId, signalId: 'sig-x', name: 'holiday', variables: { day: 'Tết' } }) as const;
  const first = await office.run<'deliverSignal'>(SIGNAL_ACTOR, deliver(one.caseId));
  t.is(first.opened[0]?.node, 'told');
  t.deepEqual(await office.run<'deliverSignal'>(SIGNAL_ACTOR, deliver(one.caseId)), first);
  t.is((await loadCase(office.db, one.caseId, { now: office.services.clock() }))?.case.revision, 2);
  t.is(await refusal(office.run<'deliverSignal'>(SIGNAL_ACTOR, deliver(two.caseId))), 'conflict caseSuspended');
  await office.run<'resumeCase'>(MANAGER, { type: 'resumeCase', caseId: two.caseId });
  t.is((await office.run<'deliverSignal'>(SIGNAL_ACTOR, deliver(two.caseId))).opened[0]?.node, 'told');
});

test('a message id of one person is not that of another', async (t) => {
  const file = newFile();
  t.is((await office.run<'correlateMessage'>(OFFICER, send(file, { id: 'same' }))).type, 'stored');
  t.is((await office.run<'correlateMessage'>(MANAGER, send(newFile(), { id: 'same' }))).type, 'stored');
  t.is(await refusal(office.run<'correlateMessage'>(OFFICER, send(file, { id: 'a b' }))), 'validation messageIdInvalid');
});

test('what travels with a message never becomes a variable', async (t) => {
  const file = newFile();
  const caseId = await waiting(file);
  await office.run<'correlateMessage'>(OFFICER, send(file, { unitPath: 'cuc.hanoi' }));
  const names = Object.keys((await loadCase(office.db, caseId, { now: office.services.clock() }))?.variables['1'] ?? {});
  t.deepEqual(
    names.filter((name) => name.startsWith('$')),
    [],
  );
});

test('a start that an event asks for twice is one case', async (t) => {
  const id = await deployed(office, [
    'nightly.bpmn',
    bpmn(
      'nightly',
      `<startEvent id="start"><timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition></startEvent>
      ${task('look', 'tk:candidateRoles="officer"')}<endEvent id="end"/>${chain('start', 'look', 'end')}`,
    ),
  ]);
  const start = {
    type: 'startByEvent',
    cause: 'timer',
    definition: id,
    node: 'start',
    occurrence: '2026-11-23T03:00:00.000Z',
    variables: {},
  } as const;
  const first = await office.run<'startByEvent'>(TIMER_ACTOR, start);
  t.deepEqual(await office.run<'startByEvent'>(TIMER_ACTOR, start), first);
  t.regex(first.next ?? '', /^2026-11-23T0[45]:/);
  t.like((await loadCase(office.db, first.caseId, { now: office.services.clock() }))?.case, { unitPath: 'cuc', startedBy: 'system:timer' });
});
