/** What is sensitive, over HTTP: masked, opened for a stated purpose and on record, and not to be guessed. */
import ava from 'ava';
import { bpmn, chain, task } from '../commands/fixtures.ts';
import { dumpDatabase } from '../protection/dump-database.ts';
import { useApi, type Answer, type Client } from './api-server.ts';

const server = useApi(ava);
const test = ava;
const { as } = server;
const [lan, mai, minh, hung, analyst, auditor] = [as('lan'), as('mai'), as('minh'), as('hung'), as('analyst'), as('auditor')];
const ILLNESS = 'Lao phổi kháng thuốc';
const NUMBER = '001085012345';
const purpose = (code: string) => ({ headers: { purpose: code } });

const field = (key: string, properties: object = {}) => ({ type: 'textfield', key, label: key, properties });
const secret = (key: string, properties: object = {}) => field(key, { confidentiality: 'sensitive', ...properties });
const DMN = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="m" namespace="http://trinh-ky.vn/test/route">
  <inputData id="i" name="illness"><variable name="illness"/></inputData>
  <decision id="route" name="Hướng"><variable name="route"/><informationRequirement id="ir"><requiredInput href="#i"/></informationRequirement>
    <literalExpression id="le"><text>"theo " + illness</text></literalExpression></decision>
</definitions>`;

let caseId = '';
let secondCase = '';

test.serial.before('a case with an illness in it', async (t) => {
  const form = { id: 'health', type: 'default', components: [secret('illness'), secret('number', { findable: 'exact' }), field('note')] };
  const short = { id: 'opinion', type: 'default', components: [secret('illness'), field('opinion')] };
  const diagram = bpmn(
    'ill',
    `<startEvent id="start"/>${task('fill', 'tk:candidateRoles="officer" tk:form="health"')}
     <businessRuleTask id="rule" name="rule" tk:decision="route" tk:resultVariable="route"/>
     ${task('opine', 'tk:candidateRoles="officer" tk:form="opinion"')}<endEvent id="end"/>${chain('start', 'fill', 'rule', 'opine', 'end')}`,
  );
  const resources = [
    { name: 'ill.bpmn', content: diagram },
    { name: 'route.dmn', content: DMN },
    { name: 'health.form', content: JSON.stringify(form) },
    { name: 'opinion.form', content: JSON.stringify(short) },
  ];
  t.is((await analyst('POST', '/api/v1/deployments', { body: { name: 'thử', resources } })).status, 201);
  caseId = await illCase(ILLNESS, NUMBER);
  secondCase = await illCase('Suy thận độ IV', '001085099999');
});

async function illCase(illness: string, number: string): Promise<string> {
  const { body } = await lan('POST', '/api/v1/cases', { body: { procedure: 'ill' } });
  const at = `/api/v1/tasks/${body.caseId}/${body.opened[0].instance}`;
  await lan('POST', `${at}/claim`, { body: {} });
  await lan('POST', `${at}/complete`, { body: { variables: { illness, number, note: 'đơn' } } });
  await lan('POST', `/api/v1/cases/${body.caseId}/comments`, { body: { text: `bệnh: ${illness}` } });
  return body.caseId as string;
}

const PARTS = ['', '/variables', '/history', '/path', '/decisions', '/comments', '/tasks', '/persons', '/incidents', '/related'];
const looks = async (by: Client, ask = {}): Promise<readonly Answer[]> =>
  await Promise.all(PARTS.map(async (part) => await by('GET', `/api/v1/cases/${caseId}${part}`, ask)));
const BEYOND_MASKS = "operation in ('readSensitive', 'findSensitive')";
const accesses = async (): Promise<number> =>
  Number((await server.db.pool.query(`select count(*)::int as n from access_log where ${BEYOND_MASKS}`)).rows[0]?.n);

test.serial('who may read the case, and states no purpose, sees masks in every answer', async (t) => {
  const before = await accesses();
  for (const by of [minh, lan, auditor]) {
    for (const { status, body } of await looks(by)) {
      t.is(status, 200);
      const text = JSON.stringify(body);
      t.false(text.includes(ILLNESS) || text.includes(NUMBER), text);
    }
  }
  const { body } = await minh('GET', `/api/v1/cases/${caseId}/variables`);
  t.like(body.scopes['1'], { illness: '•••', number: '•••', route: '•••', note: 'đơn' });
  t.deepEqual(body.masked, ['illness', 'number', 'route']);
  t.is(await accesses(), before, 'nothing was shown, nothing is recorded');
});

test.serial('a right and a purpose open it, and the look is on record with both', async (t) => {
  const { body } = await minh('GET', `/api/v1/cases/${caseId}/variables`, purpose('inspection'));
  t.like(body.scopes['1'], { illness: ILLNESS, number: NUMBER, route: `theo ${ILLNESS}` });
  t.is(body.masked, undefined);
  const { rows } = await server.db.pool.query(
    `select account, operation, subject, ids, purpose, scope::text from access_log where ${BEYOND_MASKS} order by id desc limit 1`,
  );
  t.like(rows[0], { account: 'minh', operation: 'readSensitive', subject: 'case', ids: [caseId], purpose: 'inspection' });
  t.false(String(rows[0]?.scope).includes(ILLNESS));
  t.true(JSON.stringify((await minh('GET', `/api/v1/cases/${caseId}/comments`, purpose('inspection'))).body).includes(ILLNESS));
});

test.serial('a purpose that the rule does not accept opens nothing, and one that nobody knows is refused', async (t) => {
  t.is((await minh('GET', `/api/v1/cases/${caseId}/variables`, purpose('report'))).body.scopes['1'].illness, '•••');
  t.is((await auditor('GET', `/api/v1/cases/${caseId}/variables`, purpose('caseHandling'))).body.scopes['1'].illness, '•••');
  t.like(await minh('GET', `/api/v1/cases/${caseId}/variables`, purpose('curiosity')), { status: 400, body: { code: 'purposeUnknown' } });
  t.is((await hung('GET', `/api/v1/cases/${caseId}/variables`, purpose('inspection'))).status, 404);
});

test.serial('when it cannot be recorded, it is not shown', async (t) => {
  await server.db.pool.query('alter table access_log rename to access_log_away');
  const answer = await minh('GET', `/api/v1/cases/${caseId}/variables`, { ...purpose('inspection'), expectDefect: true });
  await server.db.pool.query('alter table access_log_away rename to access_log');
  t.is(answer.status, 500);
  t.false(JSON.stringify(answer.body).includes(ILLNESS));
});

test.serial('who has the task in hand sees what its form shows, and no more', async (t) => {
  const { items } = (await mai('GET', `/api/v1/tasks?list=claimable&caseId=${caseId}`)).body;
  const at = `/api/v1/tasks/${caseId}/${items[0].instance}`;
  t.is((await mai('GET', `${at}/form`)).body.variables.illness, '•••', 'a candidate has not taken it yet');
  await mai('POST', `${at}/claim`, { body: {} });
  const { variables, masked } = (await mai('GET', `${at}/form`)).body;
  t.like(variables, { illness: ILLNESS, number: '•••', note: 'đơn' });
  t.deepEqual(masked, ['number', 'route']);
  t.is((await minh('GET', `${at}/form`)).body.variables.illness, '•••', 'nor does the manager see it there');
});

const found = async (by: Client, query: string, ask = {}): Promise<readonly string[]> => {
  const { status, body } = await by('GET', `/api/v1/cases?${query}`, ask);
  return status === 200 ? body.items.map(({ id }: { id: string }) => id) : [String(status)];
};

test.serial('an identity number is found by its exact value, by who may see it, for a purpose, and on record', async (t) => {
  t.deepEqual(await found(minh, `variable=number&value=${encodeURIComponent(JSON.stringify(NUMBER))}`, purpose('inspection')), [caseId]);
  t.deepEqual(await found(minh, `variable=number&value="%20${NUMBER}%20"`, purpose('inspection')), [caseId], 'spaces aside');
  const { rows } = await server.db.pool.query(
    `select operation, scope::text from access_log where ${BEYOND_MASKS} order by id desc limit 1`,
  );
  t.is(rows[0]?.operation, 'findSensitive');
  t.false(String(rows[0]?.scope).includes(NUMBER));
});

test.serial('an attacker with the right to read learns nothing by filter, search, sort or cursor', async (t) => {
  const values = [ILLNESS, NUMBER, '001085099999', 'Lao', '{}', '{"$sealed":""}', '[]', 'null', 'true', '•••', '"•••"', '0', '%', '001'];
  for (const variable of ['illness', 'number', 'route', '$sealed']) {
    for (const value of [...values, ...values.map((one) => JSON.stringify(one))]) {
      const query = `variable=${encodeURIComponent(variable)}&value=${encodeURIComponent(value)}`;
      t.deepEqual(await found(minh, query), [], query);
      // with a purpose, only what is declared as findable, and only whole
      if (value !== NUMBER && value !== JSON.stringify(NUMBER) && !value.includes('001085099999'))
        t.deepEqual(await found(minh, query, purpose('inspection')), [], query);
      t.deepEqual(await found(hung, query, purpose('inspection')), [], 'another unit, whatever it states');
      t.deepEqual(await found(auditor, query, purpose('report')), []);
    }
  }
  for (const text of [ILLNESS, 'Lao', NUMBER, NUMBER.slice(0, 6)]) t.deepEqual(await found(minh, `text=${encodeURIComponent(text)}`), []);
  for (const sort of ['illness', 'number', 'variables']) t.deepEqual(await found(minh, `sort=${sort}`), ['400']);
  const { body } = await minh('GET', '/api/v1/cases?sort=code&limit=1');
  const cursor = Buffer.from(String(body.next), 'base64url').toString();
  t.false(cursor.includes(ILLNESS) || cursor.includes(NUMBER) || cursor.includes('$sealed'));
  t.true((await found(minh, 'limit=50')).includes(secondCase));
});

test.serial('a wrong value and a right one that may not be seen are answered alike', async (t) => {
  const query = (value: string): string => `/api/v1/cases?variable=number&value=${encodeURIComponent(JSON.stringify(value))}`;
  const [right, wrong] = [await minh('GET', query(NUMBER)), await minh('GET', query('999999999999'))];
  t.deepEqual([right.status, right.body], [wrong.status, wrong.body]);
});

test.serial('nothing sensitive is in the log of the server, nor in any of its tables', async (t) => {
  const text = JSON.stringify(server.log) + (await dumpDatabase(server.db.pool));
  t.true(text.includes(caseId));
  for (const value of [ILLNESS, NUMBER, '001085099999', 'Suy thận']) t.false(text.includes(value), value);
});

test.serial('the register tells an identity number only for a purpose, and finds by it', async (t) => {
  const identityNumber = '079203004321';
  const body = { kind: 'prisoner', name: 'Trần Văn Bình', identityNumber, unitPath: 'cuc.hanoi' };
  const { person } = (await lan('POST', '/api/v1/persons', { body })).body;
  t.like((await lan('POST', '/api/v1/persons', { body })).body, { person, isNew: false });
  t.is((await lan('GET', `/api/v1/persons/${person}`)).body.identityNumber, '•••');
  t.is((await lan('GET', `/api/v1/persons/${person}`, purpose('caseHandling'))).body.identityNumber, identityNumber);
  t.false(JSON.stringify((await lan('GET', '/api/v1/persons')).body).includes(identityNumber));
  const ids = async (by: Client, ask = {}): Promise<readonly string[]> =>
    (await by('GET', `/api/v1/persons?identityNumber=${identityNumber}`, ask)).body.items?.map(({ id }: { id: string }) => id) ?? [];
  t.deepEqual(await ids(lan, purpose('caseHandling')), [person]);
  t.deepEqual(await ids(lan), []);
  t.deepEqual(await ids(as('hoa'), purpose('caseHandling')), []);
  const change = { body: { name: 'Trần Văn Bính', reason: 'sai tên' }, headers: { 'if-match': '"1"' } };
  t.is((await lan('PATCH', `/api/v1/persons/${person}`, change)).status, 200);
  t.deepEqual(await ids(lan, purpose('caseHandling')), [person]);
  const { rows } = await server.db.pool.query(
    `select (select string_agg(p::text, ' ') from party p) || (select string_agg(c::text, ' ') from party_change c) as text`,
  );
  t.false(String(rows[0]?.text).includes(identityNumber));
});
