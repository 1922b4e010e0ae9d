import test from 'ava';
import { after, caught, conditional, end, gateway, message, receiveTask, signal, start, userTask } from '../elements.ts';
import { refuses } from '../refusal.ts';
import { startProcess } from '../start-process.ts';

const BODY =
  start('go') +
  gateway('eventBased', 'g') +
  caught('byMessage', message()) +
  caught('byTimer', after('PT1H')) +
  caught('bySignal', signal()) +
  caught('byCondition', conditional('n > 5')) +
  receiveTask('byTask', 'm2') +
  ['a', 'b', 'c', 'd', 'f'].map((id) => userTask(id)).join('') +
  end('e');
const FLOWS = [
  'go -> g',
  'g -> byMessage',
  'g -> byTimer',
  'g -> bySignal',
  'g -> byCondition',
  'g -> byTask',
  'byMessage -> a',
  'byTimer -> b',
  'bySignal -> c',
  'byCondition -> d',
  'byTask -> f',
];
const waiting = () => startProcess(BODY, FLOWS, { variables: { n: 0 } });

test('an event-based gateway waits for all its events at once (13.4.4)', async (t) => {
  const driver = await waiting();
  t.deepEqual(driver.tasks(), []);
  t.is(driver.rows.timers.size, 1);
  t.is(driver.rows.subscriptions.size, 3);
});

const TRIGGERS: readonly [string, (driver: Awaited<ReturnType<typeof waiting>>) => void, string][] = [
  ['message', (driver) => driver.message('m'), 'a'],
  ['timer', (driver) => driver.fire('byTimer'), 'b'],
  ['signal', (driver) => driver.signal('s'), 'c'],
  ['condition', (driver) => driver.send({ type: 'setVariables', variables: { n: 6 } }), 'd'],
  ['message of a receive task', (driver) => driver.message('m2'), 'f'],
];
for (const [kind, trigger, reached] of TRIGGERS) {
  test(`the first event, a ${kind}, decides the way and the others are no longer waited for (13.4.4)`, async (t) => {
    const driver = await waiting();
    trigger(driver);
    t.deepEqual(driver.tasks(), [reached]);
    t.deepEqual([driver.rows.timers.size, driver.rows.subscriptions.size], [0, 0]);
    driver.complete(reached);
    t.is(driver.ended, 'completed');
  });
}

test('an event that comes too late is refused and changes nothing', async (t) => {
  const driver = await waiting();
  const listener = driver.find('g');
  const due = listener.memory.t?.['byTimer']?.[0] ?? 0;
  driver.signal('s');
  refuses(t, driver, 'timerNotArmed', () => driver.send({ type: 'fireTimer', instance: listener.id, node: 'byTimer', due }));
  refuses(t, driver, 'messageNotAwaited', () =>
    driver.send({ type: 'deliverMessage', instance: listener.id, node: 'byMessage', name: 'm', variables: {} }),
  );
});

test('data of the event that decided reach the case', async (t) => {
  const driver = await waiting();
  driver.message('m', { answer: 'yes' });
  t.is(driver.value('answer'), 'yes');
});

test('a token that comes to the gateway again waits anew', async (t) => {
  const body =
    start('go') + gateway('exclusive', 'head') + gateway('eventBased', 'g') + caught('x', message()) + caught('y', signal()) + end('e');
  const driver = await startProcess(body, ['go -> head', 'head -> g', 'g -> x', 'g -> y', 'x -> head', 'y -> e']);
  driver.message('m');
  driver.message('m');
  driver.signal('s');
  t.is(driver.ended, 'completed');
});
