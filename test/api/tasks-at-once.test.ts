/** To whom a task can be given, how much there is to do, and what is done with several at once and taken back. */
import ava from 'ava';
import { bpmn, chain, outcomes, task } from '../commands/fixtures.ts';
import { useApi } from './api-server.ts';

const server = useApi(ava);
const test = ava.serial;
const { as } = server;
const [lan, mai, minh, hoa] = [as('lan'), as('mai'), as('minh'), as('hoa')];

const MODEL = bpmn(
  'hai-nguoi',
  `<startEvent id="s"/>${task('draft', 'tk:candidateRoles="officer"')}
   ${task('check', 'tk:candidateRoles="officer" tk:separateFrom="draft"', outcomes('id="yes" name="Đạt"', 'id="no" name="Chưa đạt"'))}
   ${task('end', 'tk:candidateRoles="officer"')}<endEvent id="e"/>${chain('s', 'draft', 'check', 'end', 'e')}`,
);

test.before(async (t) => {
  const body = { name: 'hai-nguoi', resources: [{ name: 'hai-nguoi.bpmn', content: MODEL }] };
  t.is((await as('analyst')('POST', '/api/v1/deployments', { body })).status, 201);
});

async function started(): Promise<string> {
  const answer = await lan('POST', '/api/v1/cases', { body: { procedure: 'hai-nguoi', unitPath: 'cuc.hanoi' } });
  return answer.body.caseId as string;
}
async function opened(caseId: string, node: string): Promise<{ readonly caseId: string; readonly instance: number }> {
  const { items } = (await lan('GET', `/api/v1/cases/${caseId}/tasks`)).body;
  const { instance } = items.find((one: { node: string; state: string }) => one.node === node && one.state === 'open');
  return { caseId, instance };
}
const at = ({ caseId, instance }: { caseId: string; instance: number }): string => `/api/v1/tasks/${caseId}/${instance}`;
/** At the step that whoever did the first one may not do. */
async function checking(): Promise<{ readonly caseId: string; readonly instance: number }> {
  const draft = await opened(await started(), 'draft');
  await lan('POST', `${at(draft)}/claim`, { body: {} });
  await lan('POST', `${at(draft)}/complete`, { body: {} });
  return await opened(draft.caseId, 'check');
}
const bulk = async (who: typeof lan, commands: readonly object[]) =>
  (await who('POST', '/api/v1/tasks/bulk', { body: { commands } })).body.items;

test('a manager is told who could take a task: of the role, in the unit, and who did no step that excludes them', async (t) => {
  const draft = await opened(await started(), 'draft');
  const accounts = async (path: string) =>
    (await minh('GET', path)).body.candidates.map(({ account }: { account: string }) => account) as readonly string[];
  t.deepEqual(await accounts(`${at(draft)}/candidates`), ['lan', 'mai']);
  t.deepEqual(await accounts(`${at(draft)}/candidates?text=MA`), ['mai']);
  t.deepEqual(await accounts(`${at(draft)}/candidates?text=%25`), []);
  const check = await checking();
  t.deepEqual(await accounts(`${at(check)}/candidates`), ['mai'], 'not who did the step before');
  t.is((await minh('POST', `${at(check)}/assign`, { body: { assignee: 'lan' } })).status, 403, 'and the act says the same');
  t.is((await minh('POST', `${at(check)}/assign`, { body: { assignee: 'mai' } })).status, 200);
});

test('who may not give a task to others is not told either', async (t) => {
  const draft = await opened(await started(), 'draft');
  t.is((await lan('GET', `${at(draft)}/candidates`)).status, 403);
  t.is((await as('hung')('GET', `${at(draft)}/candidates`)).status, 404, 'a manager of another unit');
  t.is((await hoa('GET', `${at(draft)}/candidates`)).status, 403);
});

test('my open tasks are counted, and how many of them are late', async (t) => {
  const before = (await mai('GET', '/api/v1/tasks/counts')).body;
  const [late, later] = [await opened(await started(), 'draft'), await opened(await started(), 'draft')];
  for (const one of [late, later]) await mai('POST', `${at(one)}/claim`, { body: {} });
  const due = '2026-11-22T02:00:00.000Z';
  await server.db.pool.query('update user_task set due_at = $2 where case_id = $1', [late.caseId, due]);
  const after = (await mai('GET', '/api/v1/tasks/counts')).body;
  t.is(after.mine, before.mine + 2);
  t.is(after.overdue, before.overdue + 1);
  t.is(after.near, before.near);
});

test('what was taken, given or done at once is taken back at once, each with its own answer', async (t) => {
  const [one, two] = [await opened(await started(), 'draft'), await opened(await started(), 'draft')];
  const both = [one, two];
  const claimed = await bulk(
    lan,
    both.map((ref) => ({ type: 'claimTask', ...ref })),
  );
  t.true(claimed.every(({ ok }: { ok: boolean }) => ok));
  const back = await bulk(
    lan,
    both.map((ref) => ({ type: 'unclaimTask', ...ref })),
  );
  t.true(back.every(({ ok }: { ok: boolean }) => ok));
  t.is((await lan('GET', at(one))).body.assignee, undefined);
  await bulk(
    lan,
    both.map((ref) => ({ type: 'claimTask', ...ref })),
  );
  await bulk(
    lan,
    both.map((ref) => ({ type: 'completeTask', ...ref })),
  );
  // somebody has gone on with the second one
  const next = await opened(two.caseId, 'check');
  await mai('POST', `${at(next)}/claim`, { body: {} });
  await mai('POST', `${at(next)}/complete`, { body: { outcome: 'yes' } });
  const [first, second] = await bulk(
    lan,
    both.map((ref) => ({ type: 'recallTask', ...ref })),
  );
  t.true(first.ok);
  t.false(second.ok);
  t.is(second.refusal.code, 'actedOnSince');
  t.is((await opened(one.caseId, 'draft')).caseId, one.caseId);
});

test('several tasks are returned at once, with a reason, and without one none is', async (t) => {
  const check = await checking();
  await mai('POST', `${at(check)}/claim`, { body: {} });
  const without = await mai('POST', '/api/v1/tasks/bulk', { body: { commands: [{ type: 'returnTask', ...check, target: 'draft' }] } });
  t.is(without.status, 400);
  const [returned] = await bulk(mai, [{ type: 'returnTask', ...check, target: 'draft', reason: 'Thiếu giấy tờ' }]);
  t.true(returned.ok, JSON.stringify(returned));
  t.truthy(await opened(check.caseId, 'draft'));
});
