import test from 'ava';
import { deliverOutbox } from '../../worker/deliver-outbox.ts';
import { chain, deployed, started, useOffice } from './fixtures.ts';

const office = useOffice(test);

/** Two pools in one file: a citizen's office asks, a court answers. `beginning` is what the court begins with. */
const twoPools = (prefix: string, beginning: string) => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:tk="urn:trinh-ky:bpmn:1" id="${prefix}" targetNamespace="urn:test">
  <message id="petition" name="${prefix}-petition"/><message id="answer" name="${prefix}-answer"/>
  <collaboration id="${prefix}-together"><participant id="p1" name="Office" processRef="${prefix}-office"/><participant id="p2" name="Court" processRef="${prefix}-court"/>
    <messageFlow id="mf1" sourceRef="ask" targetRef="hear" messageRef="petition"/><messageFlow id="mf2" sourceRef="reply" targetRef="wait" messageRef="answer"/></collaboration>
  <process id="${prefix}-office" isExecutable="true" tk:candidateStarterRoles="officer">
    <startEvent id="start"/><sendTask id="ask" tk:correlationKey="file"><extensionElements><tk:ioMapping><tk:input source="file" target="file"/></tk:ioMapping></extensionElements></sendTask>
    <receiveTask id="wait" tk:correlationKey="file"/><endEvent id="end"/>${chain('start', 'ask', 'wait', 'end')}
  </process>
  <process id="${prefix}-court" isExecutable="true">${beginning}
    <sendTask id="reply" tk:correlationKey="file"/><endEvent id="closed"/>${chain('hear', 'reply', 'closed')}
  </process>
</definitions>`;

const statuses = async (prefix: string) => {
  const { rows } = await office.db.pool.query<{ key: string; status: string }>(
    'select d.key, c.status from process_case c join definition d on d.id = c.definition where d.key like $1 order by d.key',
    [`${prefix}-%`],
  );
  return rows.map(({ key, status }) => `${key} ${status}`);
};

for (const [prefix, beginning] of [
  ['event', '<startEvent id="hear"><messageEventDefinition/></startEvent>'],
  ['task', '<receiveTask id="hear" instantiate="true"/>'],
] as const) {
  test.serial(`message flows between two pools begin a case of the other (${prefix}) and find the way back`, async (t) => {
    await deployed(office, [`${prefix}.bpmn`, twoPools(prefix, beginning)]);
    await started(office, `${prefix}-office`, { file: 'HS-1' });
    while (await deliverOutbox(office.services));
    await deliverOutbox(office.services);
    t.deepEqual(await statuses(prefix), [`${prefix}-court ended`, `${prefix}-office ended`]);
  });
}
