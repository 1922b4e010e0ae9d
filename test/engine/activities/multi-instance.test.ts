import test from 'ava';
import { after, boundary, io, job, many, message, receiveTask, start, subProcess, userTask } from '../elements.ts';
import { startProcess } from '../start-process.ts';

const FLOWS = ['go -> u', 'u -> after'];
const frame = (activity: string) => start('go') + activity + userTask('after');
const PEOPLE = { people: ['an', 'binh', 'chi'] };
const several = (loop: Parameters<typeof many>[0], options = {}) =>
  startProcess(frame(userTask('u', { inner: many(loop) })), FLOWS, options);

test('a parallel multi-instance activity runs all its instances at once and is done with the last (13.3.7)', async (t) => {
  const driver = await several({ cardinality: '3' });
  t.deepEqual(driver.tasks(), ['u', 'u', 'u']);
  for (let left = 3; left > 0; left--) driver.complete('u', {}, undefined, left - 1);
  t.deepEqual(driver.tasks(), ['after']);
});

test('a sequential multi-instance activity runs one instance after the other (13.3.7)', async (t) => {
  const driver = await several({ cardinality: '3', sequential: true });
  for (let left = 3; left > 0; left--) {
    t.deepEqual(driver.tasks(), ['u']);
    driver.complete('u');
  }
  t.deepEqual(driver.tasks(), ['after']);
});

for (const [what, loop] of [
  ['zero', { cardinality: '0' }],
  ['an empty list', { collection: '[]', element: 'x' }],
  ['no list at all', { collection: 'missing', element: 'x' }],
] as const) {
  test(`with ${what} the activity is passed without an instance (13.3.7)`, async (t) => {
    t.deepEqual((await several(loop)).tasks(), ['after']);
    t.deepEqual((await several({ ...loop, sequential: true })).tasks(), ['after']);
  });
}

for (const [what, loop] of [
  ['a negative number', { cardinality: '-1' }],
  ['a fraction', { cardinality: '1.5' }],
  ['text', { cardinality: '"many"' }],
  ['text for a list', { collection: '"an"', element: 'x' }],
] as const) {
  test(`${what} for the number of instances is an incident, mended and taken up again`, async (t) => {
    const driver = await several(loop);
    t.deepEqual([driver.tasks(), [...driver.rows.incidents.values()]], [[], ['expressionFailed']]);
  });
}

test('each instance has its element and its number; the activity as a whole has its counts (table 10.31)', async (t) => {
  const inner =
    many({ collection: 'people', element: 'person' }) +
    io({ label: 'person + " " + string(loopCounter) + "/" + string(numberOfInstances)' });
  const driver = await startProcess(frame(userTask('u', { inner })), FLOWS, { variables: PEOPLE });
  const labels = driver.state?.i.map(([id]) => driver.variables[String(id)]?.['label']).filter((label) => label !== undefined);
  t.deepEqual(labels, ['an 1/3', 'binh 2/3', 'chi 3/3']);
});

test('results are gathered in the order of the elements, whatever the order of completion', async (t) => {
  for (const sequential of [false, true]) {
    const driver = await several(
      { collection: 'people', element: 'person', sequential, output: ['verdicts', 'person + ":" + verdict'] },
      { variables: PEOPLE },
    );
    for (const [index, verdict] of ['c', 'b', 'a'].entries()) driver.complete('u', { verdict }, undefined, sequential ? 0 : 2 - index);
    t.deepEqual(driver.value('verdicts'), sequential ? ['an:c', 'binh:b', 'chi:a'] : ['an:a', 'binh:b', 'chi:c']);
  }
});

test('the completion condition is looked at after each instance and cuts off the rest (10.3.8, 13.3.7)', async (t) => {
  const driver = await several({ cardinality: '5', completion: 'numberOfCompletedInstances / numberOfInstances >= 0.4' });
  driver.complete('u');
  t.deepEqual(driver.tasks(), ['u', 'u', 'u', 'u']);
  driver.complete('u');
  t.deepEqual(driver.tasks(), ['after']);
});

test('a completion condition ends a sequential activity before its list is through', async (t) => {
  const driver = await several(
    { collection: 'people', element: 'person', sequential: true, completion: 'refused = true', output: ['all', 'person'] },
    { variables: PEOPLE },
  );
  driver.complete('u', { refused: false });
  driver.complete('u', { refused: true });
  t.deepEqual([driver.tasks(), driver.value('all')], [['after'], ['an', 'binh', null]]);
});

test('a completion condition that is no truth value is an incident, and looked at again when mended', async (t) => {
  const driver = await several({ cardinality: '2', completion: 'enough' });
  driver.complete('u');
  t.deepEqual([driver.tasks(), [...driver.rows.incidents.values()]], [['u'], ['expressionFailed']]);
  driver.resolve('u', { enough: true });
  t.deepEqual(driver.tasks(), ['after']);
});

test('an interrupting boundary event takes all instances away, one that does not leaves them (13.3.7)', async (t) => {
  const body = (interrupting: boolean) =>
    frame(userTask('u', { inner: many({ cardinality: '2' }) }) + boundary('b', 'u', message(), interrupting) + userTask('r'));
  const instead = await startProcess(body(true), [...FLOWS, 'b -> r']);
  t.is(instead.rows.subscriptions.size, 1, 'the activity as a whole listens, once');
  instead.message('m');
  t.deepEqual(instead.tasks(), ['r']);
  const beside = await startProcess(body(false), [...FLOWS, 'b -> r']);
  beside.message('m');
  t.deepEqual(beside.tasks(), ['r', 'u', 'u']);
});

test('each instance of a multi-instance receive task waits for a message of its own (13.3.7)', async (t) => {
  const driver = await startProcess(frame(receiveTask('u', 'm', { inner: many({ cardinality: '2' }) })), FLOWS);
  t.is(driver.rows.subscriptions.size, 2);
  driver.message('m');
  t.deepEqual(driver.tasks(), []);
  driver.message('m');
  t.deepEqual(driver.tasks(), ['after']);
});

test('a correlation key of a multi-instance receive task may read its element', async (t) => {
  const inner = many({ collection: 'people', element: 'person' });
  const driver = await startProcess(frame(receiveTask('u', 'm', { attrs: 'tk:correlationKey="person"', inner })), FLOWS, {
    variables: PEOPLE,
  });
  t.deepEqual(
    driver.last.effects.flatMap((effect) => (effect.type === 'subscribed' ? [effect.key] : [])),
    PEOPLE.people,
  );
});

test('multi-instance sub-processes nest: each instance has its own list', async (t) => {
  const inner = subProcess('inner', [userTask('v')], { inner: many({ collection: 'group', element: 'person' }) });
  const outer = subProcess('u', [inner], { inner: many({ collection: 'groups', element: 'group', sequential: true }) });
  const driver = await startProcess(frame(outer), FLOWS, { variables: { groups: [['a', 'b'], [], ['c']] } });
  t.deepEqual(driver.tasks(), ['v', 'v']);
  driver.complete('v');
  driver.complete('v');
  t.deepEqual(driver.tasks(), ['v'], 'the empty group is passed');
  driver.complete('v');
  t.deepEqual(driver.tasks(), ['after']);
});

test('two tokens run two multi-instance activities that do not count each other', async (t) => {
  const body =
    start('go') +
    '<parallelGateway id="f"/><exclusiveGateway id="merge"/>' +
    userTask('u', { inner: many({ cardinality: '2' }) }) +
    userTask('after');
  const driver = await startProcess(body, ['go -> f', 'f -> merge', 'f -> merge', 'merge -> u', 'u -> after']);
  t.is(driver.tasks().length, 4);
  driver.complete('u', {}, undefined, 0);
  driver.complete('u', {}, undefined, 0);
  t.deepEqual(driver.tasks(), ['after', 'u', 'u']);
});

test('jobs of a multi-instance service task are created for each instance', async (t) => {
  const driver = await startProcess(frame(job('u', { inner: many({ cardinality: '2' }) })), FLOWS);
  t.is(driver.rows.jobs.size, 2);
  const [first = 0] = driver.rows.jobs.keys();
  driver.send({ type: 'completeJob', instance: first, variables: {} });
  driver.job('u');
  t.deepEqual(driver.tasks(), ['after']);
});

test('more instances than any list can mean are an incident, not a flood', async (t) => {
  const driver = await several({ cardinality: '1000000' });
  t.deepEqual([driver.tasks().length, [...driver.rows.incidents.values()]], [0, ['stateLimit']]);
});

test('a timer event sub-process in each instance of a multi-instance sub-process is armed and fires for its own instance', async (t) => {
  const es = `<subProcess id="es" triggeredByEvent="true"><startEvent id="esStart">${after('PT1H')}</startEvent>${userTask('h')}<sequenceFlow id="esf" sourceRef="esStart" targetRef="h"/></subProcess>`;
  const driver = await startProcess(frame(subProcess('u', [userTask('v') + es], { inner: many({ cardinality: '2' }) })), FLOWS);
  t.is(driver.rows.timers.size, 2);
  driver.fire('esStart');
  t.deepEqual(driver.tasks(), ['h', 'v']);
});
