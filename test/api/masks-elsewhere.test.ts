/** What is sensitive, or left to rules, where a case is told of outside its own pages: notices, requests to other agencies, keys. */
import ava from 'ava';
import { INSTALLER_ACTOR } from '../../commands/actors.ts';
import { runCommand } from '../../commands/run-command.ts';
import { saveUnits, seedAccount } from '../../store/repositories/accounts.ts';
import { deliverOutbox } from '../../worker/deliver-outbox.ts';
import { HANDLERS } from '../../worker/jobs/handlers.ts';
import { runJobs } from '../../worker/run-jobs.ts';
import { bpmn, chain, task } from '../commands/fixtures.ts';
import { dumpDatabase } from '../protection/dump-database.ts';
import { useApi } from './api-server.ts';

const server = useApi(ava);
const test = ava.serial;
const { as } = server;
const [lan, mai, minh, analyst, partner] = [as('lan'), as('mai'), as('minh'), as('analyst'), as('partner')];
const ILLNESS = 'Lao phổi kháng thuốc';
const EARLIER = 'Viêm phổi thể nặng';
const SCORE = 'Loại ưu tiên 3B';
const SECRETS = [ILLNESS, EARLIER, SCORE];

const field = (key: string, properties: object = {}) => ({ type: 'textfield', key, label: key, properties });
const FORM = {
  id: 'told',
  type: 'default',
  components: [field('illness', { confidentiality: 'sensitive' }), field('score', { access: 'byRule' }), field('name')],
};
const DIAGRAM = bpmn(
  'told',
  `<startEvent id="start" tk:form="told"/>${task('hold', 'tk:candidateRoles="officer"')}
  <serviceTask id="tell" name="tell" tk:topic="notify"><extensionElements><tk:ioMapping>
    <tk:input source="&quot;told-it&quot;" target="template"/><tk:input source="{ roles: [&quot;officer&quot;] }" target="to"/>
    <tk:input source="{ who: name, why: illness, rank: score, first: earlier }" target="data"/>
  </tk:ioMapping></extensionElements></serviceTask>
  ${task('review', 'tk:candidateRoles="prosecutor" tk:form="told"')}<endEvent id="end"/>${chain('start', 'hold', 'tell', 'review', 'end')}`,
  'tk:candidateStarterRoles="officer"',
);
const KEYED = bpmn(
  'keyed',
  `<startEvent id="start" tk:form="told"/>${task('hold', 'tk:candidateRoles="officer"')}
   <receiveTask id="wait" name="wait" messageRef="m" tk:correlationKey="illness"/><endEvent id="end"/>${chain('start', 'hold', 'wait', 'end')}`,
  'tk:candidateStarterRoles="officer"',
  '<message id="m" name="result"/>',
);
const TEMPLATE = {
  key: 'told-it',
  text: { vi: 'Hồ sơ {code} của {who}: {why}, {rank}, trước là {first}.', en: 'Case {code} of {who}: {why}, {rank}, before {first}.' },
  channels: ['application'],
};
const RULE = {
  id: 'score',
  effect: 'allow',
  subject: 'FormField',
  actions: ['read', 'write'],
  conditions: { procedure: { $in: ['told', 'keyed'] }, field: 'score' },
};

test.before(async (t) => {
  const { commands } = server.services;
  await saveUnits(
    server.db,
    ['vks', 'vks.hanoi'].map((path) => ({ id: path, path, name: path })),
  );
  const person = { id: 'person-partner', name: 'partner', unitPath: 'vks.hanoi' };
  const grants = [{ role: 'partner', unitPath: 'vks.hanoi' }];
  await seedAccount(server.db, { id: 'partner', login: 'partner', person, grants }, '2026-01-01T00:00:00.000Z');
  const department = { id: 'person-department', name: 'department', unitPath: 'cuc' };
  const roles = [{ role: 'admin-department', unitPath: 'cuc' }];
  await seedAccount(server.db, { id: 'department', login: 'department', person: department, grants: roles }, '2026-01-01T00:00:00.000Z');
  const resources = [
    { name: 'told.bpmn', content: DIAGRAM },
    { name: 'keyed.bpmn', content: KEYED },
    { name: 'told.form', content: JSON.stringify(FORM) },
  ];
  t.is((await analyst('POST', '/api/v1/deployments', { body: { name: 'thử', resources } })).status, 201);
  const rules = [{ role: 'officer', rules: [RULE] }] as never;
  await runCommand(commands, INSTALLER_ACTOR, { type: 'deployRules', module: 'told', procedures: ['told', 'keyed'], rules });
  await runCommand(
    commands,
    { account: 'analyst', person: 'person-analyst' },
    { type: 'deployNotices', module: 'told', diagrams: [DIAGRAM], templates: [TEMPLATE] },
  );
  await runCommand(
    commands,
    { account: 'department', person: 'person-department' },
    {
      type: 'bindRole',
      role: 'prosecutor',
      unitPath: 'cuc.hanoi',
      mode: 'exchange',
      partner: 'vks.hanoi',
      validFrom: commands.clock().slice(0, 10),
      reason: 'Thử',
    },
  );
});

/** The case at its first task, with an illness that is corrected before anything is told. */
async function begun(procedure: string): Promise<{ readonly caseId: string; readonly at: string }> {
  const variables = { illness: EARLIER, score: SCORE, name: 'Nguyễn Văn Á' };
  const { body, status } = await lan('POST', '/api/v1/cases', { body: { procedure, variables } });
  if (status !== 201) throw new Error(JSON.stringify(body));
  const at = `/api/v1/tasks/${body.caseId}/${body.opened[0].instance}`;
  await lan('POST', `${at}/claim`, { body: {} });
  return { caseId: body.caseId as string, at };
}

let told = '';

test('a notice says who it is about, and nothing that is sensitive or left to rules, also what was so before', async (t) => {
  const { caseId, at } = await begun('told');
  told = caseId;
  // what the case quoted before it was corrected goes into the notice too
  await lan('POST', `${at}/complete`, { body: { variables: { illness: ILLNESS, earlier: EARLIER } } });
  while (await deliverOutbox(server.services.commands));
  while (await runJobs(server.services.commands, { name: 'test', handlers: HANDLERS }));
  while (await deliverOutbox(server.services.commands));
  const { items } = (await mai('GET', '/api/v1/notices')).body;
  const notice = items.find(({ caseId: of }: { caseId?: string }) => of === caseId);
  t.regex(String(notice?.text?.vi ?? JSON.stringify(items)), /^Hồ sơ \d\d-\S+ của .+: •••, •••, trước là •••\.$/);
  const receipts = await minh('GET', `/api/v1/cases/${caseId}/notices`);
  for (const text of [JSON.stringify(items), JSON.stringify(receipts.body)])
    for (const secret of SECRETS) t.false(text.includes(secret), secret);
  const { rows } = await server.db.pool.query('select n::text as row from notice n where case_id = $1', [caseId]);
  t.true(rows.length > 0);
  for (const { row } of rows) for (const secret of SECRETS) t.false(row.includes(secret), 'not stored either');
});

test('another agency is asked with what its work needs, and not with what is left to rules; here the request is shown with masks', async (t) => {
  const { messages } = (await partner('POST', '/api/v1/exchange/fetch', { body: {} })).body;
  const mine = messages.find(({ caseId }: { caseId: string }) => caseId === told);
  t.like(mine.payload.data.variables, { illness: ILLNESS, name: 'Nguyễn Văn Á', score: '•••' });
  const { instance } = mine.payload.data.task;
  const asked = await lan('GET', `/api/v1/tasks/${told}/${instance}/exchange`);
  t.is(asked.status, 200);
  t.is(asked.body.messages.length, 1);
  for (const by of [lan, minh]) {
    const text = JSON.stringify((await by('GET', `/api/v1/tasks/${told}/${instance}/exchange`)).body);
    t.false(text.includes(ILLNESS) || text.includes(EARLIER));
  }
  const opened = await minh('GET', `/api/v1/tasks/${told}/${instance}/exchange`, { headers: { purpose: 'inspection' } });
  t.is(opened.body.messages[0].payload.data.variables.illness, ILLNESS, 'a right and a purpose open it');
  const { rows } = await server.db.pool.query(
    "select purpose, scope::text from access_log where operation = 'readSensitive' order by id desc limit 1",
  );
  t.like(rows[0], { purpose: 'inspection' });
  t.regex(String(rows[0]?.scope), /exchange.*illness/);
  t.is(
    (await mai('GET', `/api/v1/tasks/${told}/${instance}/exchange`, { headers: { purpose: 'report' } })).status,
    404,
    'who may not see the case sees none',
  );
  const stored = await server.db.pool.query('select payload::text from exchange_message where case_id = $1', [told]);
  for (const { payload } of stored.rows) t.false(String(payload).includes(ILLNESS));
});

test('the agency cannot write over what it may not see, nor send the mask back', async (t) => {
  const { messages } = (await partner('POST', '/api/v1/exchange/fetch', { body: { again: true } })).body;
  const { instance } = messages.find(({ caseId }: { caseId: string }) => caseId === told).payload.data.task;
  const answer = async (variables: object) =>
    await partner('POST', `/api/v1/exchange/tasks/${told}/${instance}/answer`, { body: { id: 'a-1', variables } });
  const refused = await answer({ illness: ILLNESS, score: '•••' });
  t.is(refused.status, 400, JSON.stringify(refused.body));
  t.like(refused.body.errors, [{ code: 'form.barred' }]);
  t.is((await answer({ illness: ILLNESS })).status, 200);
});

test('a key that would quote what is sensitive is refused; the answer names its element and what to do, and nothing is stored', async (t) => {
  const { caseId, at } = await begun('keyed');
  const { body: before } = await minh('GET', `/api/v1/cases/${caseId}`);
  const refused = await lan('POST', `${at}/complete`, { body: {} });
  t.like(refused, { status: 400, body: { code: 'sensitiveKey' } });
  t.like(refused.body.errors, [{ code: 'sensitiveKey', pointer: 'wait' }]);
  t.regex(String(refused.body.remedy), /người phân tích quy trình/);
  t.false(JSON.stringify(refused.body).includes(EARLIER));
  t.is((await minh('GET', `/api/v1/cases/${caseId}`)).body.revision, before.revision);
  const start = { procedure: 'keyed', variables: { illness: ILLNESS }, businessKey: `HS ${ILLNESS}` };
  const named = await lan('POST', '/api/v1/cases', { body: start });
  t.like(named.body.errors, [{ code: 'sensitiveKey', pointer: '/businessKey' }]);
  t.regex(String(named.body.errors[0].remedy), /không chứa dữ liệu nhạy cảm/);
  const dump = await dumpDatabase(server.db.pool);
  for (const secret of [ILLNESS, EARLIER]) t.false(dump.includes(secret), secret);
});
