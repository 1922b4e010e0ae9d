import ava from 'ava';
import { bpmn, chain } from '../commands/fixtures.ts';
import { useApi } from './api-server.ts';

const server = useApi(ava);
const test = ava.serial;

test('officials are named by person and by account, units by path; what nobody knows is absent', async (t) => {
  const answer = await server.as('lan')(
    'GET',
    '/api/v1/names?persons=person-minh&persons=minh&persons=nobody&units=cuc.hanoi&units=cuc.unknown',
  );
  t.is(answer.status, 200);
  t.deepEqual(Object.keys(answer.body.persons).toSorted(), ['minh', 'person-minh']);
  t.is(answer.body.persons['minh'], answer.body.persons['person-minh']);
  t.deepEqual(Object.keys(answer.body.units), ['cuc.hanoi']);
});

test('persons that only cases are about are not told by it', async (t) => {
  const registered = await server.as('lan')('POST', '/api/v1/persons', {
    body: { kind: 'prisoner', name: 'Trần Thị Mai', unitPath: 'cuc.hanoi' },
  });
  t.is(registered.status, 200);
  const answer = await server.as('lan')('GET', `/api/v1/names?persons=${registered.body.person}`);
  t.deepEqual(answer.body, { persons: {}, units: {}, procedures: {} });
});

test('a procedure has the name of its newest version, also for who may not look at diagrams', async (t) => {
  for (const name of ['Thủ tục cũ', 'Thủ tục mới']) {
    const content = bpmn('named', `<startEvent id="s"/><endEvent id="e"/>${chain('s', 'e')}`).replace('Thử named', name);
    const deployed = await server.as('analyst')('POST', '/api/v1/deployments', {
      body: { name, resources: [{ name: 'named.bpmn', content }] },
    });
    t.is(deployed.status, 201, JSON.stringify(deployed.body));
  }
  const { body } = await server.as('van-thu')('GET', '/api/v1/names?procedures=named&procedures=unknown');
  t.deepEqual(body.procedures, { named: 'Thủ tục mới' });
});

test('nobody asks without a session, or for more than a screen has', async (t) => {
  t.is((await server.anyone('GET', '/api/v1/names')).status, 401);
  const many = Array.from({ length: 101 }, (_, n) => `persons=p${n}`).join('&');
  t.is((await server.as('lan')('GET', `/api/v1/names?${many}`)).status, 400);
  t.is((await server.as('lan')('GET', '/api/v1/names?units=not%20a%20path')).status, 400);
});
