import test from 'ava';
import {
  boundary,
  call,
  caught,
  end,
  eventSubProcess,
  gateway,
  io,
  many,
  process,
  signal,
  start,
  subProcess,
  thrown,
  userTask,
} from '../elements.ts';
import { startProcess } from '../start-process.ts';

test('a signal reaches everybody who waits for it, in the case and in the processes it calls (10.5.1, 13.5.2)', async (t) => {
  const body =
    start('go') +
    gateway('parallel', 'f') +
    caught('c', signal()) +
    userTask('u') +
    boundary('b', 'u', signal()) +
    call('q1', 'q') +
    subProcess('sub', [caught('inner', signal())]) +
    userTask('x') +
    userTask('y');
  const flows = ['go -> f', 'f -> c', 'f -> u', 'f -> q1', 'f -> sub', 'c -> x', 'b -> y'];
  const driver = await startProcess(body, flows, { others: [process('q', caught('qc', signal()) + userTask('z'), ['qc -> z'])] });
  driver.signal('s');
  t.deepEqual(driver.tasks(), ['x', 'y', 'z']);
  t.is(driver.done['inner'], 1);
});

test('a signal that nobody waits for changes nothing and is not remembered (10.5.1)', async (t) => {
  const driver = await startProcess(start('go') + userTask('u') + caught('c', signal()) + end('e'), ['go -> u', 'u -> c', 'c -> e']);
  driver.signal('s');
  driver.complete('u');
  t.falsy(driver.ended);
  driver.signal('s2');
  t.falsy(driver.ended);
  driver.signal('s');
  t.is(driver.ended, 'completed');
});

test('a thrown signal reaches its own case at once and others through the outbox, with its data (10.5.3, 10.5.4)', async (t) => {
  const body =
    start('go') +
    gateway('parallel', 'f') +
    caught('c', signal()) +
    userTask('x') +
    userTask('u') +
    thrown('ts', signal(), io({ n: '1 + 1' })) +
    end('es', signal('s2'));
  const driver = await startProcess(body, ['go -> f', 'f -> c', 'c -> x', 'f -> u', 'u -> ts', 'ts -> es']);
  driver.complete('u');
  t.deepEqual([driver.tasks(), driver.value('n')], [['x'], 2]);
  t.like(driver.thrown[0], { type: 'signalThrown', name: 's', payload: { n: 2 } });
  t.like(driver.thrown[1], { type: 'signalThrown', name: 's2' });
});

test('a signal thrown inside an activity can interrupt that very activity; its thrower does not go on (10.5.4)', async (t) => {
  const sub = subProcess('sub', [thrown('ts', signal()) + userTask('never'), ['ts -> never']]);
  const driver = await startProcess(start('go') + sub + boundary('b', 'sub', signal()) + userTask('x'), ['go -> sub', 'b -> x']);
  t.deepEqual(driver.tasks(), ['x']);
});

test('a non-interrupting boundary signal fires each time', async (t) => {
  const driver = await startProcess(start('go') + userTask('u') + boundary('b', 'u', signal(), false) + userTask('x'), [
    'go -> u',
    'b -> x',
  ]);
  driver.signal('s');
  driver.signal('s');
  t.deepEqual(driver.tasks(), ['u', 'x', 'x']);
});

test('of two interrupting event sub-processes for one signal only one takes over (13.5.4)', async (t) => {
  const handler = (id: string) => eventSubProcess(id, signal(), [userTask(`h${id}`), [`${id}Start -> h${id}`]]);
  const driver = await startProcess(start('go') + userTask('u') + handler('e1') + handler('e2'), ['go -> u']);
  driver.signal('s');
  t.deepEqual(driver.tasks(), ['he1']);
});

test('each instance of a multi-instance sub-process has event sub-processes of its own, which listen (13.3.7)', async (t) => {
  const inside = userTask('a') + eventSubProcess('es', signal(), [userTask('h'), ['esStart -> h']], { interrupting: false });
  const sub = subProcess('sub', [inside], { inner: many({ cardinality: '2' }) });
  const driver = await startProcess(start('go') + sub + end('e'), ['go -> sub', 'sub -> e']);
  t.is(driver.rows.subscriptions.size, 2);
  driver.signal('s');
  t.deepEqual(driver.tasks(), ['a', 'a', 'h', 'h']);
  for (const id of ['a', 'a', 'h', 'h']) driver.complete(id);
  t.is(driver.ended, 'completed');
});

test('a signal start event starts the case with its data', async (t) => {
  const driver = await startProcess(start('go', signal()) + userTask('u'), ['go -> u'], { startEvent: 'go', variables: { n: 1 } });
  t.deepEqual([driver.tasks(), driver.value('n')], [['u'], 1]);
});
