import test from 'ava';
import {
  boundary,
  call,
  compensable,
  compensate,
  end,
  gateway,
  many,
  message,
  process,
  start,
  subProcess,
  thrown,
  userTask,
} from '../elements.ts';
import { refuses } from '../refusal.ts';
import { startProcess } from '../start-process.ts';

type Driver = Awaited<ReturnType<typeof startProcess>>;
const move = (driver: Driver, cancel: number[], ...activate: [scope: number, node: string][]): void =>
  driver.send({ type: 'moveToken', cancel, activate: activate.map(([scope, node]) => ({ scope, node })) });
const CHAIN = start('go') + userTask('a') + userTask('b') + userTask('c') + boundary('late', 'a', message()) + end('e');
const FLOWS = ['go -> a', 'a -> b', 'b -> c', 'c -> e'];

test('a moved token leaves one element, with all that listened there, and enters another', async (t) => {
  const driver = await startProcess(CHAIN, FLOWS);
  move(driver, [driver.find('a').id], [1, 'c']);
  t.deepEqual([driver.tasks(), driver.rows.subscriptions.size], [['c'], 0]);
  driver.complete('c');
  t.is(driver.ended, 'completed');
});

test('a token can be moved into a running sub-process, and through a join', async (t) => {
  const sub = subProcess('sub', [userTask('x') + userTask('y'), ['x -> y']]);
  const body = start('go') + gateway('parallel', 'f') + sub + userTask('u') + gateway('parallel', 'j') + userTask('after');
  const driver = await startProcess(body, ['go -> f', 'f -> sub', 'f -> u', 'sub -> j', 'u -> j', 'j -> after']);
  move(driver, [driver.find('x').id], [driver.find('sub').id, 'y']);
  t.deepEqual(driver.tasks(), ['u', 'y']);
  move(driver, [driver.find('sub').id, driver.find('u').id], [1, 'j']);
  t.deepEqual(driver.tasks(), ['after']);
});

test('what cannot be moved is refused, and nothing is moved', async (t) => {
  const driver = await startProcess(CHAIN + subProcess('sub', [userTask('x')]), [...FLOWS, 'b -> sub']);
  refuses(t, driver, 'nothingToMove', () => move(driver, []));
  refuses(t, driver, 'rootInstance', () => move(driver, [1]));
  refuses(t, driver, 'instanceEnded', () => move(driver, [99]));
  for (const node of ['late', 'go', 'nowhere', 'x']) refuses(t, driver, 'cannotActivate', () => move(driver, [], [1, node]));
  driver.complete('a');
  driver.complete('b');
  const sub = driver.find('sub').id;
  refuses(t, driver, 'scopeCancelled', () => move(driver, [sub], [sub, 'x']));
});

test('a part without which its activity would never end is not moved away by itself', async (t) => {
  const loops = await startProcess(start('go') + userTask('u', { inner: many({ cardinality: '2' }) }) + userTask('after'), [
    'go -> u',
    'u -> after',
  ]);
  refuses(t, loops, 'partOfActivity', () => move(loops, [loops.find('u').id]));
  move(loops, [loops.state?.i.find(([, node]) => node === 'u')?.[0] ?? 0], [1, 'after']);
  t.deepEqual(loops.tasks(), ['after']);
  const calls = await startProcess(start('go') + call('c', 'q') + userTask('after'), ['go -> c', 'c -> after'], {
    others: [process('q', userTask('qa'))],
  });
  refuses(t, calls, 'partOfActivity', () => move(calls, [calls.find('q').id]));
  const undoing = await startProcess(start('go') + compensable('a') + thrown('undo', compensate()), ['go -> a', 'a -> undo']);
  undoing.complete('a');
  refuses(t, undoing, 'partOfActivity', () => move(undoing, [undoing.find('undoa').id]));
  refuses(t, undoing, 'partOfActivity', () => move(undoing, [undoing.find('undo').id]));
});
