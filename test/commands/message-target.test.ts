/** A message flow says which process gets what is thrown along it; no other deployment does, whoever waits for the same name and key. */
import test from 'ava';
import { deliverOutbox } from '../../worker/deliver-outbox.ts';
import { MESSAGE_ACTOR } from '../../commands/actors.ts';
import { bpmn, chain, deployed, started, useOffice } from './fixtures.ts';

const office = useOffice(test);

/** Pool `sender` sends to pool `receiver`, which is drawn in the same file. */
const pools = (prefix: string, receiver: string) => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:tk="urn:trinh-ky:bpmn:1" id="${prefix}" targetNamespace="urn:test">
  <message id="ask" name="${prefix}-ask" tk:correlationKey="file"/>
  <collaboration id="${prefix}-c"><participant id="p1" processRef="${prefix}-sender"/><participant id="p2" processRef="${prefix}-receiver"/>
    <messageFlow id="mf" sourceRef="send" targetRef="hear" messageRef="ask"/></collaboration>
  <process id="${prefix}-sender" isExecutable="true" tk:candidateStarterRoles="officer">
    <startEvent id="start"/><sendTask id="send" messageRef="ask"/><endEvent id="end"/>${chain('start', 'send', 'end')}</process>
  <process id="${prefix}-receiver" isExecutable="true" tk:candidateStarterRoles="officer">${receiver}</process>
</definitions>`;
/** Another deployment that waits for the same name; its key sorts first. */
const stranger = (prefix: string, content: string) =>
  bpmn(`${prefix}-a`, content, 'tk:candidateStarterRoles="officer"', `<message id="ask" name="${prefix}-ask" tk:correlationKey="file"/>`);
const CAUGHT = '<messageEventDefinition messageRef="ask"/>';
const waits = (wait = 'hear') =>
  `<startEvent id="s"/><intermediateCatchEvent id="${wait}">${CAUGHT}</intermediateCatchEvent><endEvent id="e"/>${chain('s', wait, 'e')}`;
const begins = (begin = 'hear') => `<startEvent id="${begin}">${CAUGHT}</startEvent><endEvent id="e"/>${chain(begin, 'e')}`;

async function settle(): Promise<void> {
  while (await deliverOutbox(office.services));
  office.pass(15);
  while (await deliverOutbox(office.services));
}
const casesOf = async (procedure: string): Promise<readonly string[]> =>
  (
    await office.db.pool.query<{ status: string }>('select status from process_case where procedure = $1 order by started_at, id', [
      procedure,
    ])
  ).rows.map(({ status }) => status);

test.serial('of two that wait for the same name and key, the process of the flow gets it', async (t) => {
  await deployed(office, ['s.bpmn', stranger('wait', waits('other'))]);
  await deployed(office, ['p.bpmn', pools('wait', waits())]);
  await started(office, 'wait-a', { file: 'HS-1' });
  await started(office, 'wait-receiver', { file: 'HS-1' });
  await started(office, 'wait-sender', { file: 'HS-1' });
  await settle();
  t.deepEqual([await casesOf('wait-a'), await casesOf('wait-receiver')], [['active'], ['ended']]);
});

test.serial('of two that begin with it, the process of the flow begins', async (t) => {
  await deployed(office, ['s.bpmn', stranger('begin', begins('other'))]);
  await deployed(office, ['p.bpmn', pools('begin', begins())]);
  await started(office, 'begin-sender', { file: 'HS-2' });
  await settle();
  t.deepEqual([await casesOf('begin-a'), await casesOf('begin-receiver')], [[], ['ended']]);
});

test.serial('where only another one waits, it is kept for the process of the flow', async (t) => {
  await deployed(office, ['s.bpmn', stranger('kept', waits('other'))]);
  await deployed(office, ['p.bpmn', pools('kept', waits())]);
  await started(office, 'kept-a', { file: 'HS-3' });
  await started(office, 'kept-sender', { file: 'HS-3' });
  await settle();
  t.deepEqual(await casesOf('kept-a'), ['active']);
  await started(office, 'kept-receiver', { file: 'HS-3' });
  await settle();
  t.deepEqual([await casesOf('kept-a'), await casesOf('kept-receiver')], [['active'], ['ended']]);
});

test.serial(
  'the process of the flow gets it where another case has called it; a message without a flow goes to whoever waits',
  async (t) => {
    await deployed(office, ['p.bpmn', pools('called', waits())]);
    const caller = `<startEvent id="s"/><callActivity id="c" calledElement="called-receiver"/><endEvent id="e"/>${chain('s', 'c', 'e')}`;
    await deployed(office, ['c.bpmn', bpmn('called-caller', caller)]);
    await started(office, 'called-caller', { file: 'HS-4' });
    await started(office, 'called-sender', { file: 'HS-4' });
    await settle();
    t.deepEqual(await casesOf('called-caller'), ['ended']);
    await deployed(office, ['s.bpmn', stranger('called', waits('other'))]);
    await started(office, 'called-a', { file: 'HS-5' });
    const sent = await office.run<'correlateMessage'>(MESSAGE_ACTOR, { type: 'correlateMessage', name: 'called-ask', key: 'HS-5' });
    t.is(sent.type, 'delivered');
  },
);
