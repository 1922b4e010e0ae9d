import test from 'ava';
import { loadCase } from '../../store/repositories/load-case.ts';
import { listComments } from '../../store/queries/case-history.ts';
import {
  bpmn,
  chain,
  deployed,
  done,
  flow,
  MANAGER,
  MANAGER_2,
  NOW,
  OFFICER,
  opened,
  outcomes,
  person,
  refusal,
  started,
  task,
  useOffice,
} from './fixtures.ts';

const office = useOffice(test);

const FORM = JSON.stringify({
  id: 'draft-form',
  type: 'default',
  components: [
    { type: 'textfield', key: 'name', label: 'Họ tên', validate: { required: true } },
    { type: 'number', key: 'months', label: 'Số tháng', validate: { min: 1, max: 12 } },
  ],
});
const REVIEW = task(
  'review',
  'tk:candidateRoles="manager"',
  outcomes('id="approve" name="Duyệt"', 'id="reject" name="Từ chối" reasonRequired="true"', 'id="back" name="Trả lại" returnTo="draft"'),
);

test.serial.before(async () => {
  await deployed(
    office,
    [
      'two.bpmn',
      bpmn(
        'two',
        `<startEvent id="start"/>${task('draft', 'tk:candidateRoles="officer" tk:form="draft-form"')}${REVIEW}
        <endEvent id="end"/>${chain('start', 'draft', 'review', 'end')}`,
      ),
    ],
    ['draft.form', FORM],
  );
  await deployed(office, [
    'errors.bpmn',
    bpmn(
      'errors',
      `<startEvent id="start"/>${task('draft', 'tk:candidateRoles="officer"')}
      <boundaryEvent id="caught" attachedToRef="draft"><errorEventDefinition errorRef="err"/></boundaryEvent>
      ${task('repair', 'tk:candidateRoles="officer"')}<endEvent id="end"/><endEvent id="end2"/>
      ${chain('start', 'draft', 'end')}${flow('caught', 'repair')}${flow('repair', 'end2')}`,
      undefined,
      '<error id="err" name="thiếu hồ sơ" errorCode="INCOMPLETE"/>',
    ),
  ]);
  await deployed(office, [
    'job.bpmn',
    bpmn(
      'job',
      `<startEvent id="start"/>${task('draft', 'tk:candidateRoles="officer"')}<serviceTask id="send" name="send" tk:topic="mail"/>
      ${task('after', 'tk:candidateRoles="officer"')}<endEvent id="end"/>${chain('start', 'draft', 'send', 'after', 'end')}`,
    ),
  ]);
});

const DATA = { name: 'Nguyễn Văn A', months: 3 };
const drafted = async () => opened(await done(office, OFFICER, await started(office, 'two'), { variables: DATA }), 'review');
const taskOf = async (on: { caseId: string; instance: number }) =>
  (await loadCase(office.db, on.caseId, { now: NOW, tasks: [on.instance] }))?.tasks[0];

test('what is filled in is checked by the form that the task was opened with', async (t) => {
  const on = await started(office, 'two');
  await office.run<'claimTask'>(OFFICER, { type: 'claimTask', ...on });
  const error = await t.throwsAsync(
    async () => await office.run<'completeTask'>(OFFICER, { type: 'completeTask', ...on, variables: { months: 13, stray: 1 } }),
  );
  t.like(error, { kind: 'validation', code: 'formInvalid' });
  t.deepEqual((error as unknown as { problems: { path: string }[] }).problems.map(({ path }) => path).toSorted(), [
    '/months',
    '/name',
    '/stray',
  ]);
  await office.run<'completeTask'>(OFFICER, { type: 'completeTask', ...on, variables: DATA });
  t.like((await loadCase(office.db, on.caseId, { now: NOW }))?.variables['1'], DATA);
});

test('variables that cannot be stored are refused with their place', async (t) => {
  const on = await drafted();
  await office.run<'claimTask'>(MANAGER, { type: 'claimTask', ...on });
  const complete = async (variables: object): Promise<string> =>
    await refusal(office.run(MANAGER, { type: 'completeTask', ...on, outcome: 'approve', variables } as never));
  t.is(await complete({ $secret: 1 }), 'validation variablesInvalid');
  t.is(await complete({ text: 'a\u0000b' }), 'validation variablesInvalid');
  t.is(await complete({ day: { $type: 'date', value: 'no day' } }), 'validation variablesInvalid');
  t.is(await complete(JSON.parse('{"__proto__": {"admin": true}}')), 'validation variablesInvalid');
  let deep: unknown = 1;
  for (let i = 0; i < 40; i += 1) deep = [deep];
  t.is(await complete({ deep }), 'validation variablesInvalid');
});

test('an outcome that asks for a reason is not given without one, and the reason is kept', async (t) => {
  const on = await drafted();
  await office.run<'claimTask'>(MANAGER, { type: 'claimTask', ...on });
  const complete = { type: 'completeTask', ...on, outcome: 'reject' } as const;
  t.is(await refusal(office.run<'completeTask'>(MANAGER, complete)), 'validation reasonRequired');
  t.is(await refusal(office.run<'completeTask'>(MANAGER, { ...complete, reason: '  ' })), 'validation reasonRequired');
  t.is(await refusal(office.run<'completeTask'>(MANAGER, { ...complete, outcome: 'perhaps' })), 'validation outcomeUnknown');
  await office.run<'completeTask'>(MANAGER, { ...complete, reason: 'Thiếu chữ ký' });
  t.deepEqual(
    (await listComments(office.db, on.caseId, { limit: 10 })).items.map(({ text }) => text),
    ['Thiếu chữ ký'],
  );
  t.like(await taskOf(on), { state: 'completed', outcome: 'reject', closedPerson: 'person-manager' });
});

test('a task is given back to its candidates', async (t) => {
  const on = await drafted();
  await office.run<'claimTask'>(MANAGER, { type: 'claimTask', ...on });
  await office.run<'unclaimTask'>(MANAGER, { type: 'unclaimTask', ...on });
  t.is((await taskOf(on))?.assignee, undefined);
  await office.run<'claimTask'>(MANAGER_2, { type: 'claimTask', ...on });
  t.is((await taskOf(on))?.assignee, 'manager2');
});

test('a task is assigned only to an active candidate', async (t) => {
  const on = await drafted();
  const assign = async (assignee: string): Promise<string> =>
    await refusal(office.run<'assignTask'>(MANAGER, { type: 'assignTask', ...on, assignee }));
  t.is(await assign('nobody'), 'validation assigneeUnknown');
  t.is(await assign('officer'), 'validation assigneeNotCandidate');
  t.is(await assign('stranger-manager'), 'validation assigneeNotCandidate');
  t.is(await assign('sysadmin'), 'validation assigneeNotCandidate');
  await office.run<'assignTask'>(MANAGER, { type: 'assignTask', ...on, assignee: 'manager2', reason: 'đi công tác' });
  t.is((await taskOf(on))?.assignee, 'manager2');
  t.is(
    await refusal(office.run<'completeTask'>(MANAGER, { type: 'completeTask', ...on, outcome: 'approve' })),
    'forbidden forbidden.noRule',
  );
  await office.run<'completeTask'>(MANAGER_2, { type: 'completeTask', ...on, outcome: 'approve' });
});

test('a case is returned for supplement to a step that was done, and to no other', async (t) => {
  const on = await drafted();
  await office.run<'claimTask'>(MANAGER, { type: 'claimTask', ...on });
  const back = { type: 'returnTask', ...on, target: 'draft', reason: 'Bổ sung giấy tờ' } as const;
  t.is(await refusal(office.run<'returnTask'>(MANAGER, { ...back, reason: '' })), 'validation reasonRequired');
  t.is(await refusal(office.run<'returnTask'>(MANAGER, { ...back, target: 'end' })), 'conflict stepNotDone');
  t.is(await refusal(office.run<'returnTask'>(MANAGER, { ...back, target: 'review' })), 'conflict stepNotDone');
  const outcome = await office.run<'returnTask'>(MANAGER, back);
  t.deepEqual(
    outcome.opened.map(({ node }) => node),
    ['draft'],
  );
  t.is((await taskOf(on))?.state, 'returned');
  const again = opened(await done(office, OFFICER, opened(outcome), { variables: { ...DATA, months: 4 } }));
  t.is((await done(office, MANAGER, again, { outcome: 'approve' })).status, 'ended');
});

test('an outcome may return the case by itself', async (t) => {
  const outcome = await done(office, MANAGER, await drafted(), { outcome: 'back' });
  t.deepEqual(
    outcome.opened.map(({ node }) => node),
    ['draft'],
  );
});

test("one's own last submission is taken back while nobody has acted on it", async (t) => {
  const on = await started(office, 'two');
  const review = opened(await done(office, OFFICER, on, { variables: DATA }));
  t.is(await refusal(office.run<'recallTask'>(MANAGER, { type: 'recallTask', ...on })), 'forbidden forbidden.noRule');
  const recalled = await office.run<'recallTask'>(OFFICER, { type: 'recallTask', ...on, reason: 'nhầm' });
  t.deepEqual(
    recalled.opened.map(({ node }) => node),
    ['draft'],
  );
  t.is((await taskOf(review))?.state, 'recalled');
  t.is(await refusal(office.run<'recallTask'>(OFFICER, { type: 'recallTask', ...on })), 'conflict actedOnSince');
});

test('a submission on which somebody has acted is not taken back', async (t) => {
  const on = await started(office, 'two');
  const review = opened(await done(office, OFFICER, on, { variables: DATA }));
  await office.run<'claimTask'>(MANAGER, { type: 'claimTask', ...review });
  t.is(await refusal(office.run<'recallTask'>(OFFICER, { type: 'recallTask', ...on })), 'conflict actedOnSince');
  t.is(await refusal(office.run<'recallTask'>(OFFICER, { type: 'recallTask', ...review })), 'notFound taskNotFound');
});

test('a submission that started a job is not taken back', async (t) => {
  const on = await started(office, 'job');
  await done(office, OFFICER, on);
  t.is(await refusal(office.run<'recallTask'>(OFFICER, { type: 'recallTask', ...on })), 'conflict cannotBeRecalled');
});

test('an opinion asked for before holds the task; one asked for after holds the case', async (t) => {
  const on = await drafted();
  await office.run<'claimTask'>(MANAGER, { type: 'claimTask', ...on });
  const ask = { type: 'addCompanion', ...on, kind: 'opinion', name: 'Ý kiến pháp chế' } as const;
  t.is(await refusal(office.run<'addCompanion'>(MANAGER, { ...ask, position: 'before' })), 'validation companionWithoutPerson');
  t.is(
    await refusal(office.run<'addCompanion'>(MANAGER, { ...ask, position: 'before', assignee: 'nobody' })),
    'validation assigneeUnknown',
  );
  const asked = await office.run<'addCompanion'>(MANAGER, { ...ask, position: 'before', candidates: ['person-manager2'] });
  await office.run<'addCompanion'>(MANAGER, { ...ask, kind: 'counterSign', name: 'Ký nháy', position: 'after', assignee: 'manager2' });
  t.is(await refusal(office.run<'completeTask'>(MANAGER, { type: 'completeTask', ...on, outcome: 'approve' })), 'conflict opinionsPending');
  await done(office, MANAGER_2, opened(asked), { variables: { opinion: 'đồng ý' } });
  const approved = await office.run<'completeTask'>(MANAGER, { type: 'completeTask', ...on, outcome: 'approve' });
  t.is(approved.status, 'active');
  const signed = await office.run<'completeTask'>(MANAGER_2, { type: 'completeTask', ...opened(approved) });
  t.is(signed.status, 'ended');
});

test('a due date is changed with a reason, and the task keeps saying why', async (t) => {
  const on = await drafted();
  const change = { type: 'changeDueDate', ...on, due: '2026-12-01T17:00:00+07:00', reason: 'Tết' } as const;
  t.is(await refusal(office.run<'changeDueDate'>(MANAGER, { ...change, due: 'tomorrow' })), 'validation dueInvalid');
  t.is(await refusal(office.run<'changeDueDate'>(MANAGER, { ...change, reason: ' ' })), 'validation reasonRequired');
  await office.run<'changeDueDate'>(MANAGER, change);
  t.like(await taskOf(on), { dueAt: '2026-12-01T10:00:00.000Z' });
  t.regex((await taskOf(on))?.due?.explanation?.vi ?? '', /Tết/);
});

test('an error that a person raises is caught where the diagram catches it, else an incident', async (t) => {
  const on = await started(office, 'errors');
  await office.run<'claimTask'>(OFFICER, { type: 'claimTask', ...on });
  const caught = await office.run<'throwBpmnError'>(OFFICER, { type: 'throwBpmnError', ...on, code: 'INCOMPLETE', reason: 'thiếu' });
  t.deepEqual(
    caught.opened.map(({ node }) => node),
    ['repair'],
  );
  const repair = opened(caught);
  await office.run<'claimTask'>(OFFICER, { type: 'claimTask', ...repair });
  const uncaught = await office.run<'throwBpmnError'>(OFFICER, { type: 'throwBpmnError', ...repair, code: 'OTHER' });
  t.like(uncaught.incidents[0], { node: 'repair', kind: 'unhandledBpmnError' });
});

test('many tasks at once: each has its own answer, and the same request again has the same answers', async (t) => {
  const cases = [await started(office, 'errors'), await started(office, 'errors')];
  const claims = cases.map((on) => ({ type: 'claimTask', ...on }) as const);
  const bulk = {
    type: 'bulk',
    commands: [
      ...claims,
      { type: 'completeTask', ...(cases[0] as (typeof cases)[0]) },
      { type: 'claimTask', caseId: cases[1]?.caseId ?? '', instance: 99 },
    ],
  } as const;
  const first = await office.run<'bulk'>(OFFICER, bulk, { idempotencyKey: 'bulk-1' });
  t.deepEqual(
    first.items.map((item) => (item.ok ? item.outcome.status : item.refusal.code)),
    ['active', 'active', 'ended', 'taskNotFound'],
  );
  t.deepEqual(await office.run<'bulk'>(OFFICER, bulk, { idempotencyKey: 'bulk-1' }), first);
  t.is(await refusal(office.run<'bulk'>(OFFICER, { type: 'bulk', commands: [] })), 'validation bulkInvalid');
  t.is(await refusal(office.run(OFFICER, { type: 'bulk', commands: [{ type: 'cancelCase' }] } as never)), 'validation bulkInvalid');
});

test('a manager of another unit sees no task of this one', async (t) => {
  const on = await drafted();
  t.is(await refusal(office.run<'claimTask'>(person('stranger-manager'), { type: 'claimTask', ...on })), 'notFound taskNotFound');
});
