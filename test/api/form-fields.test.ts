/** Rules of a module about the fields of its forms, over HTTP: read and written by whom they say, guessed by nobody. */
import ava from 'ava';
import { INSTALLER_ACTOR } from '../../commands/actors.ts';
import { runCommand } from '../../commands/run-command.ts';
import { bpmn, chain, task } from '../commands/fixtures.ts';
import { useApi, type Client } from './api-server.ts';

const server = useApi(ava);
const test = ava.serial;
const { as } = server;
const [lan, mai, minh, hung, analyst] = [as('lan'), as('mai'), as('minh'), as('hung'), as('analyst')];
const DIAGNOSIS = 'Viêm gan siêu vi B';

const text = (key: string, more: object = {}) => ({ type: 'textfield', key, label: `nhãn ${key}`, ...more });
const byRule = (key: string, more: object = {}) => text(key, { properties: { access: 'byRule' }, ...more });
const OPENING = { id: 'opening', type: 'default', components: [text('subject'), text('priority')] };
const EXAM = {
  id: 'exam',
  type: 'default',
  components: [
    text('subject'),
    byRule('diagnosis', { validate: { required: true } }),
    { type: 'dynamiclist', label: 'tests', path: 'tests', components: [text('name'), byRule('result')] },
    text('note'),
  ],
};
const pinned = { procedure: 'exam' };
const RULES = [
  {
    role: 'manager',
    rules: [
      {
        id: 'examine',
        effect: 'allow',
        subject: 'FormField',
        actions: ['read', 'write'],
        conditions: { ...pinned, field: { $in: ['diagnosis', 'tests[].result'] }, unitPath: { $under: '${units}' } },
      },
    ],
  },
  {
    role: 'officer',
    rules: [
      {
        id: 'priorityIsNotTheirs',
        effect: 'deny',
        subject: 'FormField',
        actions: ['write'],
        conditions: { ...pinned, field: 'priority', node: null },
        reason: { vi: 'Mức ưu tiên do lãnh đạo quyết định.', en: 'Priority is for the manager.' },
      },
    ],
  },
];

test.before(async (t) => {
  const diagram = bpmn(
    'exam',
    `<startEvent id="start" tk:form="opening"/>${task('examine', 'tk:candidateRoles="officer,manager" tk:form="exam"')}
     ${task('pass', 'tk:candidateRoles="officer"')}${task('review', 'tk:candidateRoles="officer" tk:form="exam"')}
     <endEvent id="end"/>${chain('start', 'examine', 'pass', 'review', 'end')}`,
    'tk:candidateStarterRoles="officer,manager"',
  );
  const bare = bpmn(
    'bare',
    `<startEvent id="start"/>${task('examine', 'tk:candidateRoles="officer" tk:form="exam"')}<endEvent id="end"/>${chain('start', 'examine', 'end')}`,
  );
  const resources = [
    { name: 'exam.bpmn', content: diagram },
    { name: 'bare.bpmn', content: bare },
    ...[OPENING, EXAM].map((form) => ({ name: `${form.id}.form`, content: JSON.stringify(form) })),
  ];
  t.is((await analyst('POST', '/api/v1/deployments', { body: { name: 'thử', resources } })).status, 201);
  await runCommand(server.services.commands, INSTALLER_ACTOR, {
    type: 'deployRules',
    module: 'exam',
    procedures: ['exam'],
    rules: RULES as never,
  });
});

async function begun(by: Client): Promise<{ readonly caseId: string; readonly at: string }> {
  const { body, status } = await by('POST', '/api/v1/cases', { body: { procedure: 'exam', variables: { subject: 'x' } } });
  if (status !== 201) throw new Error(JSON.stringify(body));
  const at = `/api/v1/tasks/${body.caseId}/${body.opened[0].instance}`;
  return { caseId: body.caseId, at };
}
const problemsOf = ({ body }: { body: { errors?: { code: string; pointer: string }[] } }) =>
  body.errors?.map(({ code, pointer }) => `${code} ${pointer}`);
const revisionOf = async (caseId: string): Promise<unknown> => (await minh('GET', `/api/v1/cases/${caseId}`)).body.revision;

test('who starts a case may not fill in a field that a rule keeps from them, and nothing begins', async (t) => {
  const before = (await lan('GET', '/api/v1/cases')).body.items.length;
  const refused = await lan('POST', '/api/v1/cases', { body: { procedure: 'exam', variables: { subject: 'x', priority: '1' } } });
  t.like(refused, { status: 400, body: { code: 'formInvalid' } });
  t.deepEqual(problemsOf(refused), ['form.barred /variables/priority']);
  t.true(refused.body.errors[0].message.includes('nhãn priority'), JSON.stringify(refused.body));
  t.is((await lan('GET', '/api/v1/cases')).body.items.length, before);
  const { status } = await minh('POST', '/api/v1/cases', { body: { procedure: 'exam', variables: { subject: 'x', priority: '1' } } });
  t.is(status, 201, 'the rule is about officers');
});

test('a start without a form is no way around the form of a task', async (t) => {
  const start = async (variables: object) => await lan('POST', '/api/v1/cases', { body: { procedure: 'bare', variables } });
  const refused = await start({ diagnosis: DIAGNOSIS });
  t.like(refused, { status: 403, body: { code: 'fieldForbidden' } });
  t.is((await start({ tests: [{ result: 'x' }] })).status, 403, 'nor is a list that has such a field');
  t.is((await start({ note: 'y' })).status, 201);
});

test('a task is not finished with a field that is not theirs, nor without one that somebody must fill in', async (t) => {
  const { at, caseId } = await begun(lan);
  await lan('POST', `${at}/claim`, { body: {} });
  const revision = await revisionOf(caseId);
  const full = await lan('POST', `${at}/complete`, { body: { variables: { diagnosis: 'khỏe', tests: [{ name: 'máu' }] } } });
  t.deepEqual(
    problemsOf(full),
    [
      'form.barred /variables/diagnosis',
      'form.barred /variables/tests',
      'form.barred /variables/tests/0/name',
      'form.barred /variables/tests/0/result',
    ].slice(0, 3),
  );
  const empty = await lan('POST', `${at}/complete`, { body: { variables: { note: 'y' } } });
  t.deepEqual(problemsOf(empty), ['form.missingElsewhere /variables/diagnosis']);
  t.is(await revisionOf(caseId), revision, 'nothing was changed');
});

let examined = '';

test('who is named by a rule fills it in; to the others it is masked wherever the case is shown', async (t) => {
  const { at, caseId } = await begun(lan);
  examined = caseId;
  await minh('POST', `${at}/claim`, { body: {} });
  const tests = [{ name: 'máu', result: 'dương tính với HBsAg' }];
  t.is((await minh('POST', `${at}/complete`, { body: { variables: { diagnosis: DIAGNOSIS, tests, note: 'y' } } })).status, 200);
  await minh('POST', `/api/v1/cases/${caseId}/comments`, { body: { text: `kết luận: ${DIAGNOSIS}` } });
  const seen = await minh('GET', `/api/v1/cases/${caseId}/variables`);
  t.like(seen.body.scopes['1'], { diagnosis: DIAGNOSIS, tests });
  t.is(seen.body.masked, undefined);
  const { body } = await lan('GET', `/api/v1/cases/${caseId}/variables`);
  t.like(body.scopes['1'], { diagnosis: '•••', tests: [{ name: 'máu', result: '•••' }], note: 'y' });
  t.deepEqual(body.masked, ['diagnosis', 'tests[].result']);
  for (const part of ['variables', 'history', 'path', 'comments', 'changes', 'decisions', 'tasks']) {
    const answer = await lan('GET', `/api/v1/cases/${caseId}/${part}`, { headers: { purpose: 'caseHandling' } });
    t.is(answer.status, 200, part);
    const shown = JSON.stringify(answer.body);
    t.false(shown.includes(DIAGNOSIS) || shown.includes('HBsAg'), `${part}: no purpose opens what a rule keeps`);
  }
  const changes = JSON.stringify((await minh('GET', `/api/v1/cases/${caseId}/changes`)).body);
  t.true(changes.includes(DIAGNOSIS));
});

test('nor does it come with a form that is in hand, and the case keeps it when that is sent', async (t) => {
  const { items } = (await lan('GET', `/api/v1/tasks?list=claimable&caseId=${examined}`)).body;
  const at = `/api/v1/tasks/${examined}/${items[0].instance}`;
  await lan('POST', `${at}/claim`, { body: {} });
  const refused = await lan('POST', `${at}/complete`, { body: { variables: { diagnosis: 'khỏe' } } });
  t.like(refused, { status: 403, body: { code: 'fieldForbidden' } });
  t.deepEqual(problemsOf(refused), ['fieldForbidden /variables/diagnosis'], 'a task without a form is no way around');
  const back = { target: 'examine', reason: 'thiếu', variables: { diagnosis: 'khỏe' } };
  t.like(await lan('POST', `${at}/return`, { body: back }), { status: 403, body: { code: 'fieldForbidden' } }, 'nor is sending it back');
  const passed = await lan('POST', `${at}/complete`, { body: { variables: { note: 'z' } } });
  t.is(passed.status, 200);
  const review = `/api/v1/tasks/${examined}/${passed.body.opened[0].instance}`;
  await lan('POST', `${review}/claim`, { body: {} });
  const form = (await lan('GET', `${review}/form`)).body;
  t.like(form, {
    variables: { diagnosis: '•••', tests: [{ name: 'máu', result: '•••' }], note: 'z' },
    masked: ['diagnosis', 'tests[].result'],
  });
  const echoed = await lan('POST', `${review}/complete`, { body: { variables: { note: 'z', diagnosis: form.variables.diagnosis } } });
  t.deepEqual(problemsOf(echoed), ['form.barred /variables/diagnosis'], 'the mask is never written over the value');
  t.like((await minh('GET', `/api/v1/cases/${examined}/variables`)).body.scopes['1'], { diagnosis: DIAGNOSIS, note: 'z' });
});

test('looking for a case by what is kept from the searcher finds nothing, whether it is right or wrong', async (t) => {
  const found = async (by: Client, name: string, value: unknown): Promise<readonly string[]> => {
    const query = `variable=${encodeURIComponent(name)}&value=${encodeURIComponent(JSON.stringify(value))}`;
    return (await by('GET', `/api/v1/cases?${query}`)).body.items.map(({ id }: { id: string }) => id);
  };
  t.deepEqual(await found(minh, 'diagnosis', DIAGNOSIS), [examined]);
  t.deepEqual(await found(lan, 'diagnosis', DIAGNOSIS), []);
  t.deepEqual(await found(lan, 'diagnosis', 'khỏe'), []);
  t.deepEqual(await found(minh, 'tests', [{ result: 'dương tính với HBsAg' }]), [examined]);
  t.deepEqual(await found(lan, 'tests', [{ result: 'dương tính với HBsAg' }]), []);
  t.deepEqual(await found(lan, 'tests', [{ name: 'máu' }]), [], 'nor by the rest of such a list');
  t.true((await found(lan, 'note', 'z')).includes(examined));
  t.deepEqual(await found(hung, 'diagnosis', DIAGNOSIS), [], 'of another unit');
});

test('the data of a case is corrected past the form only in fields that one may write', async (t) => {
  await server.db.pool.query(
    "insert into role_grant (account, role, unit_path, valid_from) values ('mai', 'data-steward', 'cuc.hanoi', '2026-01-01')",
  );
  const basis = { document: 'QĐ 12', date: '2026-11-20', authority: 'TAND' };
  const correct = async (variables: object) =>
    await mai('POST', `/api/v1/cases/${examined}/corrections`, { body: { variables, reason: 'sai', basis } });
  const refused = await correct({ diagnosis: 'khỏe', note: 'w' });
  t.like(refused, { status: 403, body: { code: 'fieldForbidden' } }, JSON.stringify(refused.body));
  t.is((await minh('GET', `/api/v1/cases/${examined}/variables`)).body.scopes['1'].note, 'z');
  const allowed = await correct({ note: 'w' });
  t.is(allowed.status, 200, JSON.stringify(allowed.body));
});

test('the page gets the rules that decide it', async (t) => {
  const notesOf = async (by: Client): Promise<readonly string[]> =>
    (await by('GET', '/api/v1/session/rules')).body.notes.map(({ id }: { id: string }) => id);
  t.true((await notesOf(minh)).includes('examine'));
  t.false((await notesOf(lan)).includes('examine'));
  t.true((await notesOf(lan)).includes('priorityIsNotTheirs'));
});
