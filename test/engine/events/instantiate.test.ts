import test from 'ava';
import { caught, end, gateway, io, message, receiveTask, start, userTask } from '../elements.ts';
import { refuses } from '../refusal.ts';
import { startProcess } from '../start-process.ts';

const INSTANTIATES = { attrs: 'instantiate="true"' };
const TOGETHER = { attrs: 'instantiate="true" eventGatewayType="Parallel"' };

test('a receive task that instantiates begins a case with its message, and is done with that (10.3.3.3)', async (t) => {
  const driver = await startProcess(receiveTask('r', 'm', INSTANTIATES) + userTask('u'), ['r -> u'], {
    startEvent: 'r',
    variables: { paper: 'CMND' },
  });
  t.deepEqual([driver.tasks(), driver.value('paper'), driver.rows.subscriptions.size], [['u'], 'CMND', 0]);
});

test('data that begin a case go where the mapping of the receive task says', async (t) => {
  const task = receiveTask('r', 'm', { ...INSTANTIATES, inner: io({}, { kind: 'paper' }) });
  const driver = await startProcess(task + userTask('u'), ['r -> u'], { startEvent: 'r', variables: { paper: 'CMND' } });
  t.deepEqual([driver.value('kind'), driver.value('paper')], ['CMND', undefined]);
});

test('a receive task that does not instantiate waits in a case that something else has begun', async (t) => {
  const driver = await startProcess(receiveTask('r', 'm') + userTask('u'), ['r -> u']);
  t.deepEqual([driver.tasks(), driver.rows.subscriptions.size], [[], 1]);
});

const BODY = caught('a', message('m', 'tk:correlationKey="file"')) + caught('b', message('m2', 'tk:correlationKey="file"'));
const AFTER = userTask('u') + userTask('v') + end('e');
const FLOWS = ['g -> a', 'g -> b', 'a -> u', 'b -> v', 'u -> e', 'v -> e'];

test('each event behind an event-based gateway that instantiates begins a case, and the others are not awaited (10.6.6)', async (t) => {
  const begun = (startEvent: string) =>
    startProcess(gateway('eventBased', 'g', INSTANTIATES) + BODY + AFTER, FLOWS, { startEvent, variables: { file: 1 } });
  for (const [event, task] of [
    ['a', 'u'],
    ['b', 'v'],
  ] as const) {
    const driver = await begun(event);
    t.deepEqual([driver.tasks(), driver.rows.subscriptions.size], [[task], 0]);
    driver.complete(task);
    t.is(driver.ended, 'completed');
  }
});

test('a parallel one begins a case with the first message, which then waits for the others and ends after all (10.6.6, 13.4.4)', async (t) => {
  const driver = await startProcess(gateway('eventBased', 'g', TOGETHER) + BODY + AFTER, FLOWS, {
    startEvent: 'b',
    variables: { file: 'HS-7' },
  });
  t.deepEqual(driver.tasks(), ['v']);
  t.like(
    driver.last.effects.find(({ type }) => type === 'subscribed'),
    { node: 'a', name: 'm', key: 'HS-7' },
  );
  driver.complete('v');
  t.falsy(driver.ended);
  driver.message('m');
  driver.complete('u');
  t.is(driver.ended, 'completed');
});

test('the others are awaited too when the data of the first cannot be mapped', async (t) => {
  const first = caught('b', message('m2'), io({}, { list: 'for i in 1..n return i' }));
  const driver = await startProcess(gateway('eventBased', 'g', TOGETHER) + caught('a', message()) + first + AFTER, FLOWS, {
    startEvent: 'b',
    variables: { n: 10 ** 9 },
  });
  t.deepEqual([driver.tasks(), driver.rows.subscriptions.size, driver.rows.incidents.size], [[], 1, 1]);
  driver.resolve('b', { n: 1 });
  t.deepEqual([driver.tasks(), driver.value('list')], [['v'], [1]]);
});

test('beside a start event, both begin cases; of several beginnings one must be named', async (t) => {
  const body = start('go') + receiveTask('r', 'm', INSTANTIATES) + userTask('u');
  const flows = ['go -> u', 'r -> u'];
  for (const options of [{}, { startEvent: 'r' }]) t.deepEqual((await startProcess(body, flows, options)).tasks(), ['u']);
  const driver = await startProcess(gateway('eventBased', 'g', INSTANTIATES) + BODY + AFTER, FLOWS, { prepareOnly: true });
  refuses(t, driver, 'startEventAmbiguous', () => driver.start({}));
});
