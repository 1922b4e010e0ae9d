import test from 'ava';
import { end, eventSubProcess, gateway, message, signal, start, subProcess, terminate, thrown, userTask } from '../elements.ts';
import { refuses } from '../refusal.ts';
import { startProcess } from '../start-process.ts';

test('an intermediate none event only marks a point that was passed (10.5.4)', async (t) => {
  const driver = await startProcess(start('go') + thrown('here') + end('e'), ['go -> here', 'here -> e']);
  t.deepEqual([driver.done['here'], driver.ended], [1, 'completed']);
});

test('a none end event consumes its token and the others go on (10.5.3)', async (t) => {
  const driver = await startProcess(start('go') + gateway('parallel', 'f') + end('e') + userTask('u'), ['go -> f', 'f -> e', 'f -> u']);
  t.is(driver.done['e'], 1);
  t.deepEqual(driver.tasks(), ['u']);
});

test('of several start events the named one starts the case, alone (13.3.4)', async (t) => {
  const body = start('none') + start('byMessage', message()) + start('bySignal', signal()) + userTask('a') + userTask('b') + userTask('c');
  const flows = ['none -> a', 'byMessage -> b', 'bySignal -> c'];
  t.deepEqual((await startProcess(body, flows)).tasks(), ['a']);
  t.deepEqual((await startProcess(body, flows, { startEvent: 'byMessage' })).tasks(), ['b']);
  t.deepEqual((await startProcess(body, flows, { startEvent: 'bySignal' })).tasks(), ['c']);
});

test('several start events and none of them named: refused, not guessed', async (t) => {
  const body = start('x') + start('y') + userTask('a');
  const driver = await startProcess(body, ['x -> a', 'y -> a'], { prepareOnly: true });
  refuses(t, driver, 'startEventAmbiguous', () => driver.start());
  refuses(t, driver, 'startEventUnknown', () => driver.start({}, { startEvent: 'a' }));
});

test('a terminate end event in a sub-process ends only this sub-process, and the case goes on behind it (10.5.3)', async (t) => {
  const inside = gateway('parallel', 'f') + userTask('a') + userTask('b') + end('stop', terminate);
  const sub = subProcess('sub', [inside, ['f -> a', 'f -> b', 'b -> stop']]);
  const driver = await startProcess(start('go') + sub + userTask('after') + end('e'), ['go -> sub', 'sub -> after', 'after -> e']);
  driver.complete('b');
  t.deepEqual(driver.tasks(), ['after']);
  driver.complete('after');
  t.is(driver.ended, 'completed');
});

test('a terminate end event in a called process ends that process, and the caller goes on', async (t) => {
  const callee = `<process id="q" isExecutable="true">${gateway('parallel', 'qf') + userTask('qa') + userTask('qb') + end('qStop', terminate)}<sequenceFlow id="q1" sourceRef="qf" targetRef="qa"/><sequenceFlow id="q2" sourceRef="qf" targetRef="qb"/><sequenceFlow id="q3" sourceRef="qb" targetRef="qStop"/></process>`;
  const driver = await startProcess(
    start('go') + '<callActivity id="c" calledElement="q"/>' + userTask('after'),
    ['go -> c', 'c -> after'],
    {
      others: [callee],
    },
  );
  driver.complete('qb');
  t.deepEqual(driver.tasks(), ['after']);
});

test('a terminate end event of the case ends its event sub-processes as well', async (t) => {
  const body =
    start('go') +
    userTask('u') +
    end('stop', terminate) +
    eventSubProcess('es', message(), [userTask('h'), ['esStart -> h']], { interrupting: false });
  const driver = await startProcess(body, ['go -> u', 'u -> stop']);
  driver.message('m');
  driver.complete('u');
  t.deepEqual([driver.ended, driver.tasks(), driver.rows.subscriptions.size], ['terminated', [], 0]);
});
