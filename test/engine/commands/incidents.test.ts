import test from 'ava';
import { boundary, call, end, error, gateway, job, loop, many, process, script, start, subProcess, userTask } from '../elements.ts';
import { refuses } from '../refusal.ts';
import { startProcess } from '../start-process.ts';

test('a job whose tries are used up is an incident; the retry creates it again with mended input', async (t) => {
  const driver = await startProcess(start('go') + job('w') + userTask('u'), ['go -> w', 'w -> u'], { variables: { n: 1 } });
  const { id } = driver.find('w');
  driver.send({ type: 'failJob', instance: id, message: 'no answer' });
  t.deepEqual([driver.rows.jobs.size, [...driver.rows.incidents.values()]], [0, ['jobRetriesExhausted']]);
  refuses(t, driver, 'jobNotOpen', () => driver.send({ type: 'completeJob', instance: id, variables: {} }));
  refuses(t, driver, 'jobNotOpen', () => driver.send({ type: 'failJob', instance: id, message: 'again' }));
  driver.resolve('w', { n: 2 });
  const created = driver.last.effects.find((effect) => effect.type === 'jobCreated');
  t.is(created?.type === 'jobCreated' && created.input['n'], 2);
  driver.job('w');
  t.deepEqual(driver.tasks(), ['u']);
});

test('only what has an incident can be resolved', async (t) => {
  const driver = await startProcess(start('go') + userTask('u'), ['go -> u']);
  refuses(t, driver, 'noIncident', () => driver.send({ type: 'resolveIncident', instance: driver.find('u').id, variables: {} }));
  refuses(t, driver, 'instanceEnded', () => driver.send({ type: 'resolveIncident', instance: 42, variables: {} }));
});

test('an incident in one branch does not stop the others, and the case waits for it', async (t) => {
  const body =
    start('go') +
    gateway('parallel', 'f') +
    script('w', 'for i in 1..n return i', 'x') +
    userTask('u') +
    gateway('parallel', 'j') +
    end('e');
  const driver = await startProcess(body, ['go -> f', 'f -> w', 'f -> u', 'w -> j', 'u -> j', 'j -> e'], { variables: { n: 10 ** 9 } });
  driver.complete('u');
  t.falsy(driver.ended);
  driver.resolve('w', { n: 1 });
  t.is(driver.ended, 'completed');
});

test('a start that fails in its first step is refused to the person who started it, and nothing is left', async (t) => {
  const driver = await startProcess(start('go') + gateway('exclusive', 'x') + userTask('u'), ['go -> x', 'x -> u : n = 1'], {
    prepareOnly: true,
  });
  const rejection = refuses(t, driver, 'startFailed', () => driver.start({ n: 2 }, { onIncident: 'reject' }));
  t.deepEqual(rejection?.details, { incident: 'noFlowTaken', element: 'x' });
  driver.start({ n: 1 }, { onIncident: 'reject' });
  t.deepEqual(driver.tasks(), ['u']);
});

const caughtBy = (host: string) => boundary('b', 'host', error('E1')) + userTask('r') + host;
const raise = (driver: Awaited<ReturnType<typeof startProcess>>, id: number, code = 'E1'): void =>
  driver.send({ type: 'throwBpmnError', instance: id, code, variables: { why: 'x' } });

test('an error that a person raises on a task goes on at its boundary event', async (t) => {
  const driver = await startProcess(start('go') + caughtBy(userTask('host')), ['go -> host', 'b -> r']);
  raise(driver, driver.find('host').id);
  t.deepEqual([driver.tasks(), driver.value('why')], [['r'], 'x']);
});

test('an error on a task that nobody catches closes it as an incident, and the retry opens it again', async (t) => {
  const driver = await startProcess(start('go') + userTask('u') + end('e'), ['go -> u', 'u -> e']);
  raise(driver, driver.find('u').id);
  t.deepEqual([driver.tasks(), [...driver.rows.incidents.values()]], [[], ['unhandledBpmnError']]);
  driver.resolve('u');
  driver.complete('u');
  t.is(driver.ended, 'completed');
});

test('an uncaught error on something that contains running work leaves that running, and its retry doubles nothing', async (t) => {
  const hosts = {
    sub: subProcess('host', [userTask('in')]),
    many: subProcess('host', [userTask('in')], { inner: many({ cardinality: '1' }) }),
    sequential: userTask('in2', { inner: many({ cardinality: '2', sequential: true }) }).replaceAll('in2', 'host'),
    loop: userTask('host', { inner: loop('false') }),
    call: call('host', 'q'),
  };
  for (const [kind, host] of Object.entries(hosts)) {
    const driver = await startProcess(start('go') + host + end('e'), ['go -> host', 'host -> e'], {
      others: [process('q', userTask('in'))],
    });
    const whole = driver.state?.i.find(([, node]) => node === 'host')?.[0] ?? 0;
    const before = driver.tasks();
    raise(driver, whole, 'E9');
    t.deepEqual([driver.tasks(), [...driver.rows.incidents.keys()]], [before, [whole]], kind);
    driver.send({ type: 'resolveIncident', instance: whole, variables: {} });
    t.deepEqual(driver.tasks(), before, kind);
    while (driver.tasks().length) driver.complete(driver.tasks()[0] ?? '');
    t.is(driver.ended, 'completed', kind);
  }
});

test('an error is raised on activities only, not on tokens that wait at a join or on opinions', async (t) => {
  const body = start('go') + gateway('parallel', 'f') + userTask('a') + userTask('b') + gateway('parallel', 'j');
  const driver = await startProcess(body, ['go -> f', 'f -> a', 'f -> b', 'a -> j', 'b -> j']);
  driver.complete('a');
  const b = driver.find('b').id;
  driver.send({ type: 'addCompanion', instance: b, position: 'before', task: { kind: 'opinion', name: 'x' } });
  for (const id of [driver.find('j').id, 1, [...driver.rows.tasks.keys()].at(-1) ?? 0])
    refuses(t, driver, 'notAnActivity', () => raise(driver, id));
  refuses(t, driver, 'instanceEnded', () => raise(driver, 99));
});
