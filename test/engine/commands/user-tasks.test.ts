import test from 'ava';
import type { Variables } from '../../../engine/command.ts';
import { after, boundary, end, extension, gateway, many, start, subProcess, userTask } from '../elements.ts';
import { refuses } from '../refusal.ts';
import { startProcess } from '../start-process.ts';

const outcomes = (...ids: string[]): string =>
  extension(`<tk:outcomes>${ids.map((id) => `<tk:outcome id="${id}" ${id === 'return' ? 'returnTo="a"' : ''}/>`).join('')}</tk:outcomes>`);
const an = { account: 'an', person: 'p-an' };
const binh = { account: 'binh', person: 'p-binh' };

test('an outcome must be one that the task declares, and is then a variable', async (t) => {
  const driver = await startProcess(start('go') + userTask('a', { inner: outcomes('yes', 'no') }) + userTask('b'), ['go -> a', 'a -> b']);
  refuses(t, driver, 'outcomeUnknown', () => driver.complete('a', {}, 'maybe'));
  refuses(t, driver, 'outcomeUnknown', () => driver.complete('a'));
  driver.complete('a', {}, 'no');
  t.is(driver.value('outcome'), 'no');
});

test('an outcome can lead back to an earlier step', async (t) => {
  const driver = await startProcess(start('go') + userTask('a') + userTask('b', { inner: outcomes('ok', 'return') }) + end('e'), [
    'go -> a',
    'a -> b',
    'b -> e',
  ]);
  driver.complete('a');
  driver.complete('b', { why: 'incomplete' }, 'return');
  t.deepEqual([driver.tasks(), driver.value('why')], [['a'], 'incomplete']);
  driver.complete('a');
  driver.complete('b', {}, 'ok');
  t.is(driver.ended, 'completed');
});

test('a task is completed once: later and unknown commands are refused', async (t) => {
  const driver = await startProcess(start('go') + userTask('a') + userTask('b'), ['go -> a', 'a -> b']);
  const { id } = driver.find('a');
  driver.complete('a');
  for (const instance of [id, 0, -1, 4711])
    refuses(t, driver, 'instanceEnded', () => driver.send({ type: 'completeUserTask', instance, variables: {} }));
  refuses(t, driver, 'taskNotOpen', () => driver.send({ type: 'completeUserTask', instance: 1, variables: {} }));
});

test('commands on a case that has ended are refused, whatever they are', async (t) => {
  const driver = await startProcess(start('go') + userTask('a'), ['go -> a']);
  driver.send({ type: 'cancelCase', reason: 'withdrawn' });
  t.deepEqual([driver.ended, driver.tasks()], ['cancelled', []]);
  refuses(t, driver, 'caseEnded', () => driver.send({ type: 'completeUserTask', instance: 2, variables: {} }));
  refuses(t, driver, 'caseEnded', () => driver.send({ type: 'setVariables', variables: {} }));
  refuses(t, driver, 'caseEnded', () => driver.send({ type: 'cancelCase', reason: 'again' }));
  refuses(t, driver, 'caseEnded', () => driver.signal('s'));
  refuses(t, driver, 'caseStarted', () => driver.start());
});

const separated =
  start('go') +
  gateway('parallel', 'f') +
  userTask('a') +
  userTask('b', { attrs: 'tk:separateFrom="a"' }) +
  userTask('c', { attrs: 'tk:separateFrom="start"' });
const FORK = ['go -> f', 'f -> a', 'f -> b', 'f -> c'];

test('who did a step may not do the one separated from it, nor the other way round', async (t) => {
  for (const [first, second] of [
    ['a', 'b'],
    ['b', 'a'],
  ] as const) {
    const driver = await startProcess(separated, FORK, { actor: binh });
    driver.as(an);
    driver.complete(first);
    refuses(t, driver, 'separationOfDuties', () => driver.complete(second));
    driver.as(binh);
    driver.complete(second);
  }
});

test('separation is by person: acting for somebody absent excludes both of them', async (t) => {
  const driver = await startProcess(separated, FORK);
  driver.as({ account: 'an-2', person: 'p-an', onBehalfOf: 'p-chi' });
  driver.complete('a');
  for (const actor of [an, { account: 'chi', person: 'p-chi' }, { account: 'binh', person: 'p-binh', onBehalfOf: 'p-chi' }]) {
    driver.as(actor);
    refuses(t, driver, 'separationOfDuties', () => driver.complete('b'));
  }
  driver.as(binh);
  driver.complete('b');
});

test('an open task is closed at once to the person who did the other one, and to the starter from its opening', async (t) => {
  const driver = await startProcess(separated, FORK, { actor: an });
  const opened = driver.last.effects.flatMap((effect) => (effect.type === 'userTaskOpened' ? [[effect.node, effect.excludedPersons]] : []));
  t.deepEqual(opened, [
    ['a', []],
    ['b', []],
    ['c', ['p-an']],
  ]);
  driver.as(binh);
  const b = driver.find('b').id;
  driver.complete('a');
  t.deepEqual(
    driver.last.effects.find((effect) => effect.type === 'userTaskExclusion'),
    { type: 'userTaskExclusion', instance: b, persons: ['p-binh'] },
  );
  driver.as(an);
  refuses(t, driver, 'separationOfDuties', () => driver.complete('c'));
});

const opinion = (name: string) => ({ kind: 'opinion' as const, name, assignee: name });
const guarded = () =>
  startProcess(start('go') + userTask('a') + boundary('late', 'a', after('P1D')) + userTask('b') + userTask('r'), [
    'go -> a',
    'a -> b',
    'late -> r',
  ]);
type Driver = Awaited<ReturnType<typeof guarded>>;
const ask = (driver: Driver, position: 'before' | 'after', name: string): void =>
  driver.send({
    type: 'addCompanion',
    instance: driver.state?.i.find(([, node]) => node === 'a')?.[0] ?? 0,
    position,
    task: opinion(name),
  });
const ids = (driver: Driver): number[] => [...driver.rows.tasks.keys()];
const complete = (driver: Driver, instance: number | undefined): void =>
  driver.send({ type: 'completeUserTask', instance: instance ?? 0, variables: {} });

test('opinions asked for before a task hold it until all are given', async (t) => {
  const driver = await guarded();
  ask(driver, 'before', 'x');
  ask(driver, 'before', 'y');
  const [main, one, two] = ids(driver);
  refuses(t, driver, 'opinionsPending', () => complete(driver, main));
  complete(driver, one);
  refuses(t, driver, 'opinionsPending', () => complete(driver, main));
  complete(driver, two);
  complete(driver, main);
  t.deepEqual(driver.tasks(), ['b']);
});

test('counter-signatures after a task come one by one, and only then does the token go on, with what the task produced', async (t) => {
  const driver = await guarded();
  ask(driver, 'after', 'x');
  ask(driver, 'after', 'y');
  driver.send({ type: 'completeUserTask', instance: ids(driver)[0] ?? 0, variables: { verdict: 'ok' } });
  t.is(driver.value('verdict'), undefined);
  for (const name of ['x', 'y']) {
    t.is(driver.rows.tasks.size, 1, name);
    t.is(driver.run().instances.get(ids(driver)[0] ?? 0)?.memory.dy?.name, name);
    complete(driver, ids(driver)[0]);
  }
  t.deepEqual([driver.tasks(), driver.value('verdict')], [['b'], 'ok']);
});

test('a boundary event takes a task away with all its companions, whenever it comes', async (t) => {
  const before = await guarded();
  ask(before, 'before', 'x');
  before.fire('late');
  t.deepEqual(before.tasks(), ['r']);
  const behind = await guarded();
  ask(behind, 'after', 'x');
  complete(behind, ids(behind)[0]);
  behind.fire('late');
  t.deepEqual(behind.tasks(), ['r']);
});

test('an opinion on an opinion, or on a task that is done, is refused', async (t) => {
  const driver = await guarded();
  ask(driver, 'before', 'x');
  refuses(t, driver, 'companionOfCompanion', () =>
    driver.send({ type: 'addCompanion', instance: ids(driver)[1] ?? 0, position: 'before', task: opinion('y') }),
  );
  refuses(t, driver, 'instanceEnded', () => driver.send({ type: 'addCompanion', instance: 99, position: 'before', task: opinion('y') }));
});

test('an administrator can drop an opinion that nobody will give', async (t) => {
  const before = await guarded();
  ask(before, 'before', 'x');
  before.send({ type: 'moveToken', cancel: [ids(before)[1] ?? 0], activate: [] });
  complete(before, ids(before)[0]);
  t.deepEqual(before.tasks(), ['b']);
  const behind = await guarded();
  ask(behind, 'after', 'x');
  ask(behind, 'after', 'y');
  complete(behind, ids(behind)[0]);
  for (let left = 2; left > 0; left--) behind.send({ type: 'moveToken', cancel: [ids(behind)[0] ?? 0], activate: [] });
  t.deepEqual(behind.tasks(), ['b']);
});

test('an error raised on a task whose counter-signatures run leaves them running when nobody catches it', async (t) => {
  const driver = await guarded();
  ask(driver, 'after', 'x');
  const [main] = ids(driver);
  complete(driver, main);
  driver.send({ type: 'throwBpmnError', instance: main ?? 0, code: 'E9', variables: {} });
  t.deepEqual([driver.rows.tasks.size, [...driver.rows.incidents.values()]], [1, ['unhandledBpmnError']]);
  driver.resolve('a');
  complete(driver, ids(driver)[0]);
  t.deepEqual(driver.tasks(), ['b']);
});

test('companions of one instance of a multi-instance task hold only that one', async (t) => {
  const driver = await startProcess(start('go') + userTask('a', { inner: many({ cardinality: '2' }) }) + userTask('b'), [
    'go -> a',
    'a -> b',
  ]);
  const [one = 0, two = 0] = ids(driver);
  driver.send({ type: 'addCompanion', instance: one, position: 'before', task: opinion('x') });
  complete(driver, two);
  refuses(t, driver, 'opinionsPending', () => complete(driver, one));
  complete(driver, ids(driver).at(-1));
  complete(driver, one);
  t.deepEqual(driver.tasks(), ['b']);
});

const reminded = () => {
  const inner = extension(
    '<tk:escalation at="50%" notify="clerk" kind="remind"/><tk:escalation at="PT0S" notify="chief,clerk" kind="escalate"/>',
  );
  return startProcess(
    start('go') + userTask('a', { attrs: 'tk:due="= date and time(due)"', inner }) + userTask('b'),
    ['go -> a', 'a -> b'],
    { variables: { due: '2026-03-04T01:00:00Z' } },
  );
};

test('a task reminds at its share of the time and escalates when it is due; the task stays open', async (t) => {
  const driver = await reminded();
  t.deepEqual([...driver.rows.timers.values()], [Date.parse('2026-03-03T01:00:00Z'), Date.parse('2026-03-04T01:00:00Z')]);
  driver.fire('a#0');
  t.like(driver.thrown.at(-1), { type: 'taskReminder', kind: 'remind', notify: ['clerk'] });
  driver.fire('a#1');
  t.like(driver.thrown.at(-1), { type: 'taskReminder', kind: 'escalate', notify: ['chief', 'clerk'] });
  t.deepEqual([driver.tasks(), driver.rows.timers.size], [['a'], 0]);
});

test('a changed due date moves the reminders, and none takes them away', async (t) => {
  const driver = await reminded();
  const { id } = driver.find('a');
  driver.send({ type: 'changeTaskDue', instance: id, due: '2026-03-12T01:00:00.000Z' });
  t.deepEqual([...driver.rows.timers.values()], [Date.parse('2026-03-07T01:00:00Z'), Date.parse('2026-03-12T01:00:00Z')]);
  driver.send({ type: 'changeTaskDue', instance: id, due: null });
  t.is(driver.rows.timers.size, 0);
  driver.complete('a');
  refuses(t, driver, 'instanceEnded', () => driver.send({ type: 'changeTaskDue', instance: id, due: null }));
});

test('an escalation whose time has passed already comes at once; a reminder does not', async (t) => {
  const driver = await reminded();
  driver.pass('PT240H');
  driver.send({ type: 'changeTaskDue', instance: driver.find('a').id, due: '2026-03-05T01:00:00.000Z' });
  t.deepEqual([...driver.rows.timers.values()], [Date.parse('2026-03-05T01:00:00Z')]);
});

test('a task that opens overdue is told of at once: by its last reminder, where no escalation comes', async (t) => {
  const opened = async (...escalations: string[]) =>
    await startProcess(
      start('go') + userTask('a', { attrs: 'tk:due="= date and time(due)"', inner: extension(escalations.join('')) }) + userTask('b'),
      ['go -> a', 'a -> b'],
      { variables: { due: '2026-03-01T01:00:00Z' } },
    );
  const half = '<tk:escalation at="50%" notify="clerk" kind="remind"/>';
  const most = '<tk:escalation at="80%" notify="clerk,judge" kind="remind"/>';
  const driver = await opened(half, most);
  t.is(driver.rows.timers.size, 1);
  driver.fire('a#1');
  t.like(driver.thrown.at(-1), { type: 'taskReminder', kind: 'remind', notify: ['clerk', 'judge'] });
  t.deepEqual([driver.tasks(), driver.rows.timers.size], [['a'], 0]);

  const escalated = await opened(half, '<tk:escalation at="PT0S" notify="chief" kind="escalate"/>');
  escalated.fire('a#1');
  t.like(escalated.thrown.at(-1), { type: 'taskReminder', kind: 'escalate', notify: ['chief'] });
  t.is(escalated.rows.timers.size, 0, 'one notice is enough');
});

test('a task whose rule names nobody does not open to everybody: it is an incident, and opens once the data names somebody', async (t) => {
  for (const [attrs, mended] of [
    ['tk:candidateRoles="clerk" tk:candidateUnits="= units.court"', { units: { court: 'toaan.hanoi' } }],
    ['tk:candidateRoles="clerk" tk:candidateUnits="= units.courts"', { units: { courts: ['toaan.hanoi'] } }],
    ['tk:candidateRoles="= units.roles"', { units: { roles: ['clerk'] } }],
    ['tk:candidatePersons="= units.persons" tk:candidateRoles="= units.roles"', { units: { persons: ['p-1'] } }],
  ] as const)
    for (const units of [{}, { court: '', courts: [], roles: [] }] as readonly Variables[]) {
      const driver = await startProcess(start('go') + userTask('a', { attrs }), ['go -> a'], { variables: { units } });
      t.deepEqual([driver.tasks(), [...driver.rows.incidents.values()]], [[], ['expressionFailed']], attrs);
      driver.resolve('a', mended);
      t.deepEqual([driver.tasks(), driver.rows.incidents.size], [['a'], 0], attrs);
    }
});

test('nobody is reminded of a task that is done, also while an incident keeps its token', async (t) => {
  const inner = extension(
    '<tk:escalation at="PT0S" notify="chief" kind="escalate"/><tk:ioMapping><tk:output source="for i in 1..n return i" target="list"/></tk:ioMapping>',
  );
  const driver = await startProcess(start('go') + userTask('a', { attrs: 'tk:due="= date(&quot;2026-04-01&quot;)"', inner }), ['go -> a']);
  t.is(driver.rows.timers.size, 1);
  driver.complete('a', { n: 10 ** 9 });
  t.deepEqual([driver.rows.timers.size, driver.rows.incidents.size], [0, 1]);
});

test('a reminder that cannot be computed is an incident and no half-open task', async (t) => {
  const inner = extension(
    '<tk:escalation at="PT0S" notify="chief" kind="escalate"/><tk:escalation at="P1M" notify="chief" kind="escalate"/>',
  );
  const driver = await startProcess(start('go') + userTask('a', { attrs: 'tk:due="= date(&quot;2026-04-01&quot;)"', inner }), ['go -> a']);
  t.deepEqual([driver.tasks(), driver.rows.timers.size, [...driver.rows.incidents.values()]], [[], 0, ['expressionFailed']]);
});

test('a task inside a sub-process of a loop keeps its place when another is completed', async (t) => {
  const sub = subProcess('s0', [userTask('x') + userTask('y'), ['x -> y']], { inner: many({ cardinality: '2' }) });
  const driver = await startProcess(start('go') + sub, ['go -> s0']);
  driver.complete('x', {}, undefined, 1);
  t.deepEqual(driver.tasks(), ['x', 'y']);
});
