/** The class of a case decides who sees it: one by one, in every list, on its tasks, and when it is archived. */
import ava from 'ava';
import { INSTALLER_ACTOR } from '../../commands/actors.ts';
import { runCommand } from '../../commands/run-command.ts';
import { bpmn, chain, task } from '../commands/fixtures.ts';
import { useApi, type Client } from './api-server.ts';

const server = useApi(ava);
const test = ava.serial;
const { as } = server;
const [lan, mai, minh, analyst] = [as('lan'), as('mai'), as('minh'), as('analyst')];
const reason = { vi: 'Hồ sơ nhạy cảm do lãnh đạo xử lý.', en: 'Sensitive cases are for the manager.' };
const conditions = { procedure: 'classed', confidentiality: { $in: ['sensitive'] } };
const RULES = [
  {
    role: 'officer',
    rules: [
      { id: 'notTheCase', effect: 'deny', subject: 'Case', actions: ['read'], conditions, reason },
      { id: 'notTheTask', effect: 'deny', subject: 'Task', actions: ['read', 'claim'], conditions, reason },
    ],
  },
];

test.before(async (t) => {
  const diagram = bpmn(
    'classed',
    `<startEvent id="start"/>${task('first', 'tk:candidateRoles="officer,manager"')}${task('second', 'tk:candidateRoles="officer,manager"')}
     <endEvent id="end"/>${chain('start', 'first', 'second', 'end')}`,
    'tk:candidateStarterRoles="manager"',
  );
  t.is(
    (await analyst('POST', '/api/v1/deployments', { body: { name: 'thử', resources: [{ name: 'c.bpmn', content: diagram }] } })).status,
    201,
  );
  const rules = { type: 'deployRules', module: 'classed', procedures: ['classed'], rules: RULES as never } as const;
  await runCommand(server.services.commands, INSTALLER_ACTOR, rules);
});

async function begun(confidentiality?: string): Promise<string> {
  const { body, status } = await minh('POST', '/api/v1/cases', {
    body: { procedure: 'classed', ...(confidentiality && { confidentiality }) },
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.caseId as string;
}
const tasksIn = async (by: Client, list: string): Promise<readonly string[]> => [
  ...new Set((await by('GET', `/api/v1/tasks?list=${list}`)).body.items.map(({ caseId }: { caseId: string }) => caseId) as string[]),
];

test('a case is of its class wherever it is shown, and so are its tasks, those that open later too', async (t) => {
  const caseId = await begun('personal');
  t.is((await minh('GET', `/api/v1/cases/${caseId}`)).body.confidentiality, 'personal');
  t.is((await minh('GET', `/api/v1/cases/${await begun()}`)).body.confidentiality, 'internal');
  t.is((await minh('GET', '/api/v1/cases')).body.items.find(({ id }: { id: string }) => id === caseId).confidentiality, 'personal');
  await finish(caseId);
  const { items } = (await minh('GET', `/api/v1/cases/${caseId}/tasks`)).body;
  t.deepEqual(items.map(({ node, confidentiality }: Record<string, string>) => [node, confidentiality]).toSorted(), [
    ['first', 'personal'],
    ['second', 'personal'],
  ]);
});

async function finish(caseId: string): Promise<void> {
  const { items } = (await minh('GET', `/api/v1/tasks?list=claimable&caseId=${caseId}`)).body;
  const at = `/api/v1/tasks/${caseId}/${items[0].instance}`;
  await minh('POST', `${at}/claim`, { body: {} });
  await minh('POST', `${at}/complete`, { body: {} });
}

test('what a rule forbids by the class is in no list, no count, and not there when it is asked for', async (t) => {
  const [open, closed] = [await begun(), await begun('sensitive')];
  const before = (await lan('GET', '/api/v1/tasks/counts')).body.claimable;
  for (const by of [lan, mai]) {
    const listed = await tasksIn(by, 'claimable');
    t.true(listed.includes(open) && !listed.includes(closed));
    t.is((await by('GET', `/api/v1/tasks?list=claimable&caseId=${closed}`)).body.items.length, 0);
    t.is((await by('GET', `/api/v1/cases/${closed}`)).status, 404);
  }
  const seen = await tasksIn(minh, 'claimable');
  t.true(seen.includes(open) && seen.includes(closed));
  const another = await begun('sensitive');
  t.is((await lan('GET', '/api/v1/tasks/counts')).body.claimable, before, 'not even counted');
  const { items } = (await minh('GET', `/api/v1/tasks?list=claimable&caseId=${another}`)).body;
  t.is((await lan('POST', `/api/v1/tasks/${another}/${items[0].instance}/claim`, { body: {} })).status, 404);
  t.is((await minh('POST', `/api/v1/tasks/${another}/${items[0].instance}/claim`, { body: {} })).status, 200);
});

test('an archived case keeps its class', async (t) => {
  const caseId = await begun('sensitive');
  await finish(caseId);
  await finish(caseId);
  await server.db.pool.query("select archive_cases(now() + interval '10 years', 1000)");
  t.is(
    (await server.db.pool.query('select confidentiality from closed_case where id = $1', [caseId])).rows[0]?.confidentiality,
    'sensitive',
  );
  t.like((await minh('GET', `/api/v1/cases/${caseId}`)).body, { status: 'ended', confidentiality: 'sensitive' });
  t.is((await lan('GET', `/api/v1/cases/${caseId}`)).status, 404);
  const ids = async (by: Client) => (await by('GET', '/api/v1/cases?status=ended')).body.items.map(({ id }: { id: string }) => id);
  t.true((await ids(minh)).includes(caseId));
  t.false((await ids(lan)).includes(caseId));
});

test('a state secret is neither exported nor given a look-up code, whoever asks', async (t) => {
  const caseId = await begun();
  await server.db.pool.query("update process_case set confidentiality = 'secret' where id = $1", [caseId]);
  const refused = await minh('POST', `/api/v1/cases/${caseId}/lookup-code`, { body: { birthYear: 1990 } });
  t.like(refused, { status: 403, body: { code: 'forbidden.rule' } });
  t.regex(String(refused.body.detail), /độ mật/);
});
