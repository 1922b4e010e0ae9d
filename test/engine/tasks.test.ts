import test from 'ava';
import { caught, end, extension, io, job, message, receiveTask, script, start, task, thrown, userTask } from './elements.ts';
import { refuses } from './refusal.ts';
import { startProcess } from './start-process.ts';

const alone = (element: string, id: string, options = {}) =>
  startProcess(start('go') + element + end('e'), [`go -> ${id}`, `${id} -> e`], options);

test('a user task waits until a person completes it, and hands its data to the process (10.3.3.2)', async (t) => {
  const driver = await alone(userTask('u'), 'u');
  t.deepEqual(driver.tasks(), ['u']);
  driver.complete('u', { verdict: 'ok' });
  t.deepEqual([driver.ended, driver.done['u'], driver.done['e']], ['completed', 1, 1]);
});

test('a manual task waits for its confirmation where the deployment says so (10.3.3.3)', async (t) => {
  const driver = await alone('<manualTask id="u"/>', 'u');
  t.deepEqual(driver.tasks(), ['u']);
  driver.complete('u');
  t.is(driver.ended, 'completed');
});

test('an abstract task passes (10.3.3: no type, nothing to do)', async (t) => {
  const driver = await alone(task('u'), 'u');
  t.is(driver.ended, 'completed');
});

test('a service task without a topic is done in the step itself', async (t) => {
  t.is((await alone('<serviceTask id="u"/>', 'u')).ended, 'completed');
});

test('a service task with a topic is a job that sees what the task sees, and waits for its answer (10.3.3.1)', async (t) => {
  const driver = await alone(job('u'), 'u', { variables: { n: 7 } });
  const created = driver.last.effects.find((effect) => effect.type === 'jobCreated');
  t.like(created, { topic: 'work', retries: 5, node: 'u' });
  t.is(created?.type === 'jobCreated' && created.input['n'], 7);
  driver.job('u', { answer: 42 });
  t.is(driver.ended, 'completed');
});

test('a job with input mappings sees only these', async (t) => {
  const driver = await alone(job('u', { inner: io({ twice: 'n * 2' }) }), 'u', { variables: { n: 7 } });
  const created = driver.last.effects.find((effect) => effect.type === 'jobCreated');
  t.deepEqual(created?.type === 'jobCreated' && created.input, { twice: 14 });
});

test('the answer of a job goes into its result variable as a whole', async (t) => {
  const driver = await startProcess(start('go') + job('u', { attrs: 'tk:resultVariable="facts"' }) + userTask('v'), ['go -> u', 'u -> v']);
  driver.job('u', { a: 1, b: [2] });
  t.deepEqual(driver.value('facts'), { a: 1, b: [2] });
  t.is(driver.value('a'), undefined);
});

test('a transactional effect is asked for in the step that passes the task', async (t) => {
  const driver = await startProcess(
    start('go') + userTask('u') + `<serviceTask id="w" tk:effect="account.apply">${io({ id: 'n' })}</serviceTask>` + end('e'),
    ['go -> u', 'u -> w', 'w -> e'],
  );
  driver.complete('u', { n: 'A-1' });
  t.like(
    driver.last.effects.find((effect) => effect.type === 'transactional'),
    { name: 'account.apply', node: 'w', input: { id: 'A-1' } },
  );
  t.is(driver.ended, 'completed');
});

test('a script task evaluates FEEL at once and stores its result (10.3.3.5)', async (t) => {
  const driver = await startProcess(start('go') + script('u', 'n * 1.1', 'm') + userTask('v'), ['go -> u', 'u -> v'], {
    variables: { n: 3 },
  });
  t.is(driver.value('m'), 3.3);
});

test('a script that fails is an incident of the task, tried again with mended data', async (t) => {
  const driver = await startProcess(start('go') + script('u', 'for i in 1..n return i', 'm') + userTask('v'), ['go -> u', 'u -> v'], {
    variables: { n: 10 ** 9 },
  });
  t.deepEqual([...driver.rows.incidents.values()], ['expressionFailed']);
  driver.resolve('u', { n: 3 });
  t.deepEqual([driver.value('m'), driver.tasks()], [[1, 2, 3], ['v']]);
});

test('a send task throws its message with its correlation key and goes on (10.3.3.1)', async (t) => {
  const driver = await alone(`<sendTask id="u" messageRef="m" tk:correlationKey="id">${io({ text: '"hello"' })}</sendTask>`, 'u', {
    variables: { id: 12 },
  });
  t.like(driver.thrown[0], { type: 'messageThrown', name: 'm', key: '12', payload: { text: 'hello' } });
  t.is(driver.ended, 'completed');
});

test('a receive task waits for its message and no other (10.3.3.1)', async (t) => {
  const driver = await alone(receiveTask('u', 'm'), 'u');
  t.throws(() => driver.message('m2'));
  driver.message('m', { n: 1 });
  t.is(driver.ended, 'completed');
});

test('a receive task without a message waits to be triggered by hand', async (t) => {
  const driver = await alone(receiveTask('u'), 'u');
  t.deepEqual([driver.rows.subscriptions.size, driver.ended], [0, undefined]);
  driver.send({ type: 'triggerEvent', instance: driver.find('u').id, variables: {} });
  t.is(driver.ended, 'completed');
});

test('only what waits for an event can be triggered by hand', async (t) => {
  const driver = await alone(userTask('u'), 'u');
  refuses(t, driver, 'notWaiting', () => driver.send({ type: 'triggerEvent', instance: driver.find('u').id, variables: {} }));
});

const decision = (more = '') => `<businessRuleTask id="u" tk:decision="level" ${more}>${io({ amount: 'n' })}</businessRuleTask>`;
const answering = (value: number) => ({
  variables: { n: 5 },
  evaluateDecision: () => ({
    ok: true as const,
    value,
    record: { decision: 'level', version: 'level:3', input: { amount: 5 }, output: value, rules: { table: ['r1'] } },
  }),
});

test('a business rule task asks its decision, stores the result, and the step keeps the version and the rules that matched (10.3.3.6)', async (t) => {
  const driver = await startProcess(start('go') + decision() + userTask('v'), ['go -> u', 'u -> v'], answering(2));
  t.is(driver.value('level'), 2);
  t.like(driver.last.trace.find((entry) => entry[0] === 'd')?.[2], { version: 'level:3', rules: { table: ['r1'] } });
  const named = await startProcess(
    start('go') + decision('tk:resultVariable="grade"') + userTask('v'),
    ['go -> u', 'u -> v'],
    answering(2),
  );
  t.is(named.value('grade'), 2);
});

test('a decision that fails is an incident of the task', async (t) => {
  const driver = await alone(decision(), 'u', { evaluateDecision: () => ({ ok: false as const, message: 'two rules match' }) });
  t.deepEqual([...driver.rows.incidents.values()], ['decisionFailed']);
});

test('a decision that is not loaded yet is asked for before anything happens', async (t) => {
  const driver = await startProcess(start('go') + decision('tk:decisionAsOf="2026-01-31"'), ['go -> u'], { prepareOnly: true });
  const error = t.throws(() => driver.start({ n: 1 }));
  t.regex(error?.message ?? '', /"kind":"decision".*"key":"level".*"asOf":"2026-01-31"/);
  t.is(driver.state, undefined);
});

test('a user task is opened with everything a list and a form need', async (t) => {
  const attrs =
    'name="Duyệt" tk:assignee="= boss" tk:candidateRoles="judge, clerk" tk:candidateUnits="= [unit]" tk:form="f1" tk:priority="n + 1" tk:due="= date(&quot;2026-03-31&quot;)"';
  const inner = extension('<tk:outcomes><tk:outcome id="yes"/><tk:outcome id="no"/></tk:outcomes>');
  const driver = await alone(userTask('u', { attrs, inner }), 'u', { variables: { boss: 'an', unit: 'hn', n: 59 } });
  t.like(driver.last.effects[0], {
    type: 'userTaskOpened',
    name: 'Duyệt',
    definition: 'p',
    assignee: 'an',
    candidateRoles: ['judge', 'clerk'],
    candidateUnits: ['hn'],
    form: 'f1',
    priority: 60,
    outcomes: ['yes', 'no'],
    due: { due: '2026-03-31T17:00:00.000Z' },
  });
});

for (const [what, attrs] of [
  ['assignee', 'tk:assignee="= 12"'],
  ['priority', 'tk:priority="101"'],
  ['due date', 'tk:due="= 12"'],
  ['due date, which is text that is no time,', 'tk:due="= &quot;soon&quot;"'],
  ['start of its clock', 'tk:dueParameter="law.term" tk:clockStart="= &quot;soon&quot;"'],
]) {
  test(`a user task whose ${what} cannot be determined is an incident, never a task that nobody finds`, async (t) => {
    const driver = await alone(userTask('u', { attrs: attrs ?? '' }), 'u');
    t.deepEqual([driver.tasks(), [...driver.rows.incidents.values()]], [[], ['expressionFailed']]);
  });
}

test('several tokens in one activity are several independent instances (13.3.2)', async (t) => {
  const driver = await startProcess(
    start('go') +
      '<parallelGateway id="fork"/><exclusiveGateway id="merge"/>' +
      userTask('u') +
      caught('c', message()) +
      thrown('last') +
      end('e'),
    ['go -> fork', 'fork -> merge', 'fork -> merge', 'merge -> u', 'u -> c', 'c -> last', 'last -> e'],
  );
  t.deepEqual(driver.tasks(), ['u', 'u']);
  driver.complete('u', {}, undefined, 1);
  t.deepEqual(driver.tasks(), ['u']);
  driver.message('m');
  t.is(driver.done['e'], 1);
  driver.complete('u');
  driver.message('m');
  t.deepEqual([driver.done['e'], driver.ended], [2, 'completed']);
});

test('several elements without incoming flow all start with the process (13.3.4)', async (t) => {
  const driver = await startProcess(userTask('a') + userTask('b') + end('e'), ['a -> e', 'b -> e']);
  t.deepEqual(driver.tasks(), ['a', 'b']);
});
