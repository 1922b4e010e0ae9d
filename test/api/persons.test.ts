import ava from 'ava';
import { approval } from '../commands/fixtures.ts';
import { useApi, type Client } from './api-server.ts';

const server = useApi(ava);
const test = ava;
const { as } = server;
const [lan, hoa, minh, analyst] = [as('lan'), as('hoa'), as('minh'), as('analyst')];

test.serial.before('a procedure is deployed', async (t) => {
  const resources = [{ name: 'giam.bpmn', content: approval('giam') }];
  t.is((await analyst('POST', '/api/v1/deployments', { body: { name: 'thử', resources } })).status, 201);
});

let files = 0;
async function registered(by: Client = lan, unitPath = 'cuc.hanoi'): Promise<string> {
  const body = { kind: 'prisoner', name: 'Phạm Văn Đức', fileNumber: `HS-${++files}`, birth: '1979-05', unitPath };
  const answer = await by('POST', '/api/v1/persons', { body });
  return answer.body.person as string;
}
const startAbout = async (person: string, by: Client = lan) =>
  (await by('POST', '/api/v1/cases', { body: { procedure: 'giam', variables: { subject: 'x' }, persons: [person] } })).body;

test('a person is entered, found by name without diacritics, read and corrected', async (t) => {
  const person = await registered();
  const found = (await lan('GET', '/api/v1/persons?text=pham%20duc')).body.items;
  t.true(found.some(({ id }: { id: string }) => id === person));
  t.like((await lan('GET', `/api/v1/persons/${person}`)).body, { id: person, name: 'Phạm Văn Đức', revision: 1 });
  const change = { body: { name: 'Phạm Văn Đạt', reason: 'sai tên' }, headers: { 'if-match': '"1"' } };
  t.is((await lan('PATCH', `/api/v1/persons/${person}`, change)).body.revision, 2);
  t.is((await lan('PATCH', `/api/v1/persons/${person}`, change)).status, 412);
  const bad = await lan('POST', '/api/v1/persons', { body: { kind: 'prisoner', name: 'A', identityNumber: '1', unitPath: 'cuc.hanoi' } });
  t.is(bad.status, 400);
});

test('persons of other units are not there', async (t) => {
  const person = await registered();
  t.is((await hoa('GET', `/api/v1/persons/${person}`)).status, 404);
  t.false((await hoa('GET', '/api/v1/persons')).body.items.some(({ id }: { id: string }) => id === person));
  const event = { kind: 'death', date: '2026-01-02', document: 'Giấy chứng tử 1', reason: 'bệnh' };
  t.is((await hoa('POST', `/api/v1/persons/${person}/events`, { body: event })).body.code, 'personNotFound');
  t.is((await analyst('GET', '/api/v1/persons')).status, 403);
});

test('an event is reported once, is told to the open cases, and is taken back', async (t) => {
  const person = await registered();
  const { caseId } = await startAbout(person);
  const event = {
    body: { kind: 'death', date: '2026-01-02', document: 'Giấy chứng tử 1', reason: 'bệnh' },
    headers: { 'idempotency-key': `e-${person}` },
  };
  const first = await lan('POST', `/api/v1/persons/${person}/events`, event);
  t.like(first.body, { isNew: true, cases: 1 });
  t.deepEqual((await lan('POST', `/api/v1/persons/${person}/events`, event)).body, first.body);
  t.like((await lan('GET', `/api/v1/cases/${caseId}/person-events`)).body.items[0], {
    kind: 'death',
    state: 'unheard',
    date: '2026-01-02',
  });
  const act = { body: { document: 'CV 2', reason: 'nhầm người' } };
  t.is((await lan('POST', `/api/v1/person-events/${first.body.event}/supersede`, act)).body.cases, 1);
  const events = (await lan('GET', `/api/v1/persons/${person}/events`)).body.items;
  t.is(events[0].supersededBy, events[1].id);
  t.true((await lan('GET', '/api/v1/person-event-kinds')).body.items.some(({ key }: { key: string }) => key === 'absconding'));
});

test('cases of a person are listed where the reader may see them, and related to each other', async (t) => {
  const person = await registered();
  const first = await startAbout(person);
  const second = await startAbout(person, hoa);
  t.deepEqual(Object.keys(second.duplicates[0]).toSorted(), ['person', 'startedAt'], 'a case that hoa may not see is not named');
  const third = await startAbout(person);
  t.is(third.duplicates.length, 2);
  const ids = (answer: { body: { items: { id: string }[] } }): string[] => answer.body.items.map(({ id }) => id).toSorted();
  t.deepEqual(
    ids(await lan('GET', `/api/v1/persons/${person}/cases`)),
    [first.caseId, third.caseId].toSorted((a, b) => (a < b ? -1 : 1)),
  );
  t.deepEqual(ids(await minh('GET', `/api/v1/cases/${first.caseId}/related`)), [third.caseId]);
  t.deepEqual(
    ids(await lan('GET', `/api/v1/cases?party=${person}`)),
    [first.caseId, third.caseId].toSorted((a, b) => (a < b ? -1 : 1)),
  );
  t.is((await hoa('GET', `/api/v1/cases/${first.caseId}/related`)).status, 404);
  t.is((await lan('GET', `/api/v1/cases/${first.caseId}/persons`)).body.items[0].id, person);
  const refused = await lan('POST', '/api/v1/cases', {
    body: { procedure: 'giam', variables: { subject: 'x' }, persons: [person], refuseDuplicates: true },
  });
  t.is(refused.status, 409);
});

test('another person is linked with a reason', async (t) => {
  const { caseId } = await startAbout(await registered());
  const other = await registered();
  const answer = await lan('POST', `/api/v1/cases/${caseId}/persons`, { body: { add: [other], reason: 'nhập hồ sơ' } });
  t.is(answer.status, 200);
  t.is((await lan('GET', `/api/v1/cases/${caseId}`)).body.parties.length, 2);
});
